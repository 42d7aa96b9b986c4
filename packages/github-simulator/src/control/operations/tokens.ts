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

import { z } from 'zod';
import { requirePerson } from './lookup';
import { operation } from './operation';

const access = z.enum(['read', 'write']).optional();

export const tokenOperations = {
  createToken: operation(
    z.object({
      login: z.string(),
      kind: z
        .enum(['gho', 'ghp', 'ghu', 'ghs', 'ghr', 'github_pat'])
        .default('gho'),
      scopes: z.array(z.string()).optional(),
      permissions: z
        .object({
          agent_tasks: access,
          pull_requests: access,
          contents: access,
        })
        .optional(),
      clientId: z.string().optional(),
    }),
    ({ login, ...options }, world) => ({
      token: world.tokens.mint({
        ...options,
        userId: requirePerson(world, login).id,
      }).value,
    }),
  ),
  revokeToken: operation(
    z.union([z.object({ token: z.string() }), z.object({ login: z.string() })]),
    (target, world) => ({
      revoked:
        'token' in target
          ? Number(world.tokens.revoke(target.token))
          : world.tokens.revokeAllOf(requirePerson(world, target.login).id),
    }),
  ),
};
