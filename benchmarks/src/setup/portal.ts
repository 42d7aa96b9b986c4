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

/**
 * The portal that is measured: a Backstage backend as in production (real
 * sign-in tokens, permissions, signals, notifications, access log) with the
 * agent-tasks plugin and, beside it, what it is compared with: Backstage's own
 * proxy plugin and naive lists.
 *
 * It runs in a process of its own; its configuration comes in BENCH_CONFIG.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { naiveListsPlugin } from '../lists/naiveListsPlugin';
import { benchSignInModule } from './benchSignInModule';
import { answerUsage } from './usage';

answerUsage();

const backend = createBackend();
const config = Object.assign(
  new ConfigReader(JSON.parse(process.env.BENCH_CONFIG!)),
  { subscribe: () => ({ unsubscribe: () => undefined }) },
);
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
backend.add(import('@backstage/plugin-proxy-backend'));
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- this is a backend
backend.add(import('backstage-plugin-agent-tasks-backend'));
backend.add(naiveListsPlugin);
backend.start();
