import './mantine-styles.ts';
import './shell/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Router, Switch } from 'wouter';
import { ConsolePage } from './console/console-page.tsx';
import { Refused } from './http/request.ts';
import { LeaveGuard, useGuardedLocation } from './shell/leave-guard.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PageFrame } from './shell/page-frame.tsx';
import { SessionGate } from './shell/session.tsx';
import { cssVariables, theme } from './theme.ts';
import { WordsProvider } from './words/words.tsx';

const AdminPage = lazy(async () => ({ default: (await import('./admin/admin-page.tsx')).AdminPage }));
const WallboardPage = lazy(async () => ({
  default: (await import('./wallboard/wallboard-page.tsx')).WallboardPage,
}));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refused, it will refuse again; only silence is worth another try.
      retry: (failures, error) =>
        failures < 2 && error instanceof Refused && (error.status === 0 || error.status >= 500),
    },
  },
});

const root = document.getElementById('root');
if (root === null)
  throw new Error('Failed to start the page: index.html has no #root. Build the pages again.');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <WordsProvider>
          <Router hook={useGuardedLocation}>
            <SessionGate>
              <PageFrame>
                <Suspense>
                  <Switch>
                    <Route path="/" component={ConsolePage} />
                    <Route path="/admin" component={AdminPage} />
                    <Route path="/wallboard" component={WallboardPage} />
                    <Route component={NotFound} />
                  </Switch>
                </Suspense>
              </PageFrame>
            </SessionGate>
            <LeaveGuard />
          </Router>
        </WordsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
