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

import type {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { PolicyAdmin } from '../../policy/createPolicy';
import { createErrorHandler } from '../errorHandler';
import type { CallerResolver, RequestContextResolver } from '../requestContext';
import { createCreateRule } from './createRule';
import { createDeleteRule } from './deleteRule';
import { createExportPolicy } from './exportPolicy';
import { createGetPolicy } from './getPolicy';
import { createListPolicyChanges } from './listPolicyChanges';
import { createPreviewRule } from './previewRule';
import { createTryPolicy } from './tryPolicy';
import { createUpdateRule } from './updateRule';

/** What {@link createPolicyRouter} is made with. */
export interface PolicyRouterOptions extends PolicyAdmin {
  resolveCaller: CallerResolver;
  resolveContext: RequestContextResolver;
  permissions: PermissionsService;
  auditor: AuditorService;
}

/**
 * The policy, to mount at `/v1/policy`: for users with a permission to read or to
 * change it. What they ask for is looked at only after that, so that others learn
 * nothing. A token for GitHub is used for previews alone.
 */
export function createPolicyRouter(options: PolicyRouterOptions): Router {
  const router = PromiseRouter();
  router.get('/', createGetPolicy(options));
  router.post('/rules', createCreateRule(options));
  router.put('/rules/:id', createUpdateRule(options));
  router.delete('/rules/:id', createDeleteRule(options));
  router.post('/preview', createPreviewRule(options));
  router.post('/decision', createTryPolicy(options));
  router.get('/changes', createListPolicyChanges(options));
  router.get('/export.yaml', createExportPolicy(options));
  router.use(createErrorHandler());
  return router;
}
