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

import express, { type Router } from 'express';
import {
  createGrantRouter,
  type GrantRouterOptions,
} from './grant/grantRouter';
import {
  createPolicyRouter,
  type PolicyRouterOptions,
} from './policy/policyRouter';
import { createPortalRouter, type PortalRouterOptions } from './portalRouter';
import { createProxyRouter, type ProxyRouterOptions } from './proxyRouter';
import type { UsageRouterOptions } from './usage/usageRouter';

/** What {@link createRouter} is made with; every part takes of it what it needs. */
export type RouterOptions = ProxyRouterOptions &
  GrantRouterOptions &
  PolicyRouterOptions &
  UsageRouterOptions &
  Omit<PortalRouterOptions, 'usage'>;

/** All that the plugin answers over HTTP. */
export function createRouter(options: RouterOptions): Router {
  const router = express.Router();
  router.use('/github', createProxyRouter(options));
  router.use('/v1/grant', createGrantRouter(options));
  router.use('/v1/policy', createPolicyRouter(options));
  router.use('/v1', createPortalRouter({ ...options, usage: options }));
  return router;
}
