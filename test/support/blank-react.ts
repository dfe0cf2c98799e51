import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

// The least that a page made with React can be: what a lesson's first screen is compared with.
const root = document.getElementById('root');
if (root) createRoot(root).render(createElement('h1', null, 'Blank'));
