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
import { authorizeForSso } from '../../oauth/SingleSignOn';
import type { AccessToken } from '../../oauth/types';
import type { World } from '../../World';
import { requirePerson } from './lookup';
import { operation } from './operation';

const target = z.union([
  z.object({ token: z.string() }),
  z.object({ login: z.string() }),
]);
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
      ssoAuthorized: z.boolean().default(false),
    }),
    ({ login, ssoAuthorized, ...options }, world) => ({
      token: world.tokens.mint({
        ...options,
        userId: requirePerson(world, login).id,
        ssoOrganizationIds: ssoAuthorized
          ? organizationsWithSaml(world)
          : undefined,
      }).value,
    }),
  ),
  revokeToken: operation(target, (chosen, world) => ({
    revoked:
      'token' in chosen
        ? Number(world.tokens.revoke(chosen.token))
        : world.tokens.revokeAllOf(requirePerson(world, chosen.login).id),
  })),
  expireToken: operation(target, (chosen, world) => {
    // Only user tokens of a GitHub App expire by time; a certain token may.
    const values =
      'token' in chosen
        ? [chosen.token]
        : tokensOf(world, chosen)
            .filter(({ kind }) => kind === 'ghu')
            .map(({ value }) => value);
    return {
      expired: values.filter(value => world.tokens.expire(value)).length,
    };
  }),
  authorizeSaml: operation(target, (chosen, world) => {
    const tokens = tokensOf(world, chosen);
    for (const token of tokens) {
      for (const organizationId of organizationsWithSaml(world)) {
        authorizeForSso({ token, organizationId });
      }
    }
    return { authorized: tokens.length };
  }),
};

function tokensOf(
  world: World,
  chosen: { token: string } | { login: string },
): AccessToken[] {
  if ('token' in chosen) {
    const token = world.tokens.find(chosen.token);
    return token ? [token] : [];
  }
  const { id } = requirePerson(world, chosen.login);
  return world.tokens.list().filter(token => token.userId === id);
}

function organizationsWithSaml({ state }: World): number[] {
  return [...state.accounts.values()]
    .filter(({ requiresSaml }) => requiresSaml)
    .map(({ id }) => id);
}
