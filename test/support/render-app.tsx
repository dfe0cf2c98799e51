import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { createQueryClient } from '#client/api/query-client.ts';
import { App } from '#client/app/app.tsx';
import { startI18n } from '#client/app/i18n.ts';
import { routes } from '#client/app/routes.tsx';
import type { Session } from '#server/contract/accounts.ts';
import { answerWith, type Call, type Handlers } from './app-api.ts';

type Shown = {
  user: ReturnType<typeof userEvent.setup>;
  calls: Call[];
  /** Path and query the browser would show. */
  where: () => string;
};

/** The whole app at an address, with somebody signed in (or nobody) and a server that answers by `handlers`. */
export async function renderApp(address: string, session: Session, handlers: Handlers = {}): Promise<Shown> {
  const { fetch, calls } = answerWith(() => ({ 'GET /api/session': () => session, ...handlers }));
  vi.stubGlobal('fetch', fetch);
  await startI18n();
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const queries = createQueryClient();
  queries.setDefaultOptions({
    queries: { ...queries.getDefaultOptions().queries, retryDelay: 1, staleTime: 0 },
  });
  render(<App router={router} queries={queries} />);
  const where = () =>
    `${router.state.location.pathname}${router.state.location.search}${router.state.location.hash}`;
  return { user: userEvent.setup(), calls, where };
}
