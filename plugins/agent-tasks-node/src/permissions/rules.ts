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

import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { agentTaskPermissionResourceRef } from './agentTaskPermissionResourceRef';
import { matchesRepositoryPattern } from './matchesRepositoryPattern';

/** Whether a user started the task. */
const isRequester = createPermissionRule({
  name: 'IS_REQUESTER',
  description: 'Allow tasks that this user started',
  resourceRef: agentTaskPermissionResourceRef,
  paramsSchema: z.object({
    userRef: z
      .string()
      .describe('Entity ref of the user, such as user:default/ada'),
  }),
  apply: ({ requestedBy }, { userRef }) =>
    spellingsOf(userRef).includes(requestedBy),
  toQuery: ({ userRef }) => ({
    property: 'requestedBy',
    userRefs: spellingsOf(userRef),
  }),
});

/** Whether an entity that the task is tied to is owned by a user or their groups. */
const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description:
    'Allow tasks of entities, and of the repositories of entities, that one of these users and groups owns',
  resourceRef: agentTaskPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Ownership entity refs of a user: the user and their groups'),
  }),
  apply: ({ entityOwners }, { claims }) =>
    claims.some(claim => entityOwners.includes(claim.toLowerCase())),
  toQuery: ({ claims }) => ({
    property: 'entityOwners',
    claims: claims.map(claim => claim.toLowerCase()),
  }),
});

/** Whether the task's repository matches one of a list of patterns. */
const matchesRepository = createPermissionRule({
  name: 'MATCHES_REPOSITORY',
  description: 'Allow tasks in repositories whose owner/name matches a pattern',
  resourceRef: agentTaskPermissionResourceRef,
  paramsSchema: z.object({
    patterns: z
      .array(
        z
          .string()
          .max(200)
          .regex(
            /^[A-Za-z0-9._*?-]+\/[A-Za-z0-9._*?-]+$/,
            'Write a pattern as owner/name, with * for any characters and ? for one, for example acme/*',
          ),
      )
      .describe('Such as acme/*; * is any characters, ? is one'),
  }),
  apply: ({ repository }, { patterns }) =>
    patterns.some(pattern => matchesRepositoryPattern(repository, pattern)),
  toQuery: ({ patterns }) => ({ property: 'repository', patterns }),
});

/**
 * The rules by which a permission policy can decide about tasks.
 *
 * @public
 */
export const agentTaskRules = { isRequester, isEntityOwner, matchesRepository };

/** Users are kept as their Backstage token names them, which is nearly always in lower case. */
function spellingsOf(userRef: string): string[] {
  return [...new Set([userRef, userRef.toLowerCase()])];
}
