import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { complain, takeComplaints } from './complaints.ts';

// jsdom has no layout: what components ask of it is answered here, once, as a wide screen in light colours.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: query.includes('width >='),
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
window.scrollTo = () => {};
Element.prototype.scrollIntoView = () => {};
HTMLCanvasElement.prototype.getContext = () => null;

beforeEach(() => {
  takeComplaints();
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    complain(parts);
  });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  // A warning of React's is a defect that no assertion saw.
  expect(takeComplaints(), 'console.error or console.warn was called').toEqual([]);
});
