import '#client/styles/tokens.css';
import '#client/styles/base.css';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { createQueryClient } from '#client/api/query-client.ts';
import { App } from './app.tsx';
import { startI18n } from './i18n.ts';
import { routes } from './routes.tsx';

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no element with the id "app"');
await startI18n();
createRoot(place).render(
  <StrictMode>
    <App router={createBrowserRouter(routes)} queries={createQueryClient()} />
  </StrictMode>,
);
