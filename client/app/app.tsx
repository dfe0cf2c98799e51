import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { RouterProvider } from 'react-router/dom';
import { Announcer } from '#client/ui/announcer.tsx';

type Props = { router: ComponentProps<typeof RouterProvider>['router']; queries: QueryClient };

export function App({ router, queries }: Props) {
  return (
    <QueryClientProvider client={queries}>
      <Announcer>
        <RouterProvider router={router} />
      </Announcer>
    </QueryClientProvider>
  );
}
