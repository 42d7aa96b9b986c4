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

import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { benchSignInModule } from './benchSignInModule';

/**
 * A Backstage backend as in production, with the agent-tasks plugin: real
 * sign-in tokens, permissions, events, signals, notifications and access log.
 * Its app-config is JSON, as a process gets it from its environment.
 */
export function createPortalBackend(appConfig: string) {
  const backend = createBackend();
  const config = Object.assign(new ConfigReader(JSON.parse(appConfig)), {
    subscribe: () => ({ unsubscribe: () => undefined }),
  });
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(benchSignInModule);
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(
    import('@backstage/plugin-permission-backend-module-allow-all-policy'),
  );
  backend.add(import('@backstage/plugin-events-backend'));
  backend.add(import('@backstage/plugin-signals-backend'));
  backend.add(import('@backstage/plugin-notifications-backend'));
  // eslint-disable-next-line @backstage/no-mixed-plugin-imports -- this is a backend
  backend.add(import('backstage-plugin-agent-tasks-backend'));
  return backend;
}
