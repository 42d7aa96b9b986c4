/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { useApi } from '@backstage/core-plugin-api';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { PropsWithChildren } from 'react';
import { agentTasksApiRef, type AgentTasksApi } from '../api';
import { shouldRetry } from './refetchInterval';
import { TaskSignals } from './TaskSignals';

// One per app, found by the app's API: card, tab and page share what they know,
// and an app needs no provider of ours around it.
const clients = new WeakMap<AgentTasksApi, QueryClient>();

function clientOf(api: AgentTasksApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          // Signals say when something changed; until then a remount shows what is known.
          staleTime: 5_000,
          retry: shouldRetry,
          // The browser's opinion of the network is wrong behind VPNs; ask and see.
          networkMode: 'always',
        },
        mutations: { networkMode: 'always' },
      },
    });
    clients.set(api, client);
  }
  return client;
}

/** Wraps the root of each extension: holds its data and keeps it live. */
export function AgentTasksQueryProvider(props: PropsWithChildren<{}>) {
  const api = useApi(agentTasksApiRef);
  return (
    <QueryClientProvider client={clientOf(api)}>
      <TaskSignals />
      {props.children}
    </QueryClientProvider>
  );
}
