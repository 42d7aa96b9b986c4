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
import { timestamp } from './fields';

/**
 * The answer of `GET /grant`: the caller's own OAuth grant to the portal, by
 * which it follows tasks while the caller's browser is closed. A GitHub App
 * needs one, as its tokens end with the browser session; an OAuth app does not.
 *
 * @public
 */
export const grantSchema = z
  .object({
    isOffered: z
      .boolean()
      .describe('Whether the platform admins have set up grants'),
    status: z
      .enum(['none', 'active', 'expired'])
      .describe('expired: GitHub does not accept it any more; connect again'),
    githubLogin: z
      .string()
      .optional()
      .describe('The account on GitHub that it was given with'),
    connectedAt: timestamp.optional(),
    expiresAt: timestamp
      .optional()
      .describe(
        'When it ends if it is not used until then; absent: GitHub sets no end',
      ),
  })
  .meta({ id: 'Grant' });

/**
 * See {@link grantSchema}.
 *
 * @public
 */
export type Grant = z.infer<typeof grantSchema>;

/**
 * The answer of `POST /grant/authorization`: where the browser goes for the
 * user's consent. GitHub sends it back to the portal's page `connect` with
 * `code` and `state`.
 *
 * @public
 */
export const grantAuthorizationSchema = z
  .object({
    url: z.string().describe("GitHub's page that asks for consent"),
    expiresAt: timestamp.describe('Until when the answer is accepted'),
  })
  .meta({ id: 'GrantAuthorization' });

/**
 * See {@link grantAuthorizationSchema}.
 *
 * @public
 */
export type GrantAuthorization = z.infer<typeof grantAuthorizationSchema>;

/**
 * The body of `PUT /grant`: what GitHub sent the browser back with. It must be
 * sent by the user who asked for the authorization, once.
 *
 * @public
 */
export const completeGrantRequestSchema = z
  .strictObject({
    code: z.string().min(1).max(255),
    state: z.string().min(1).max(255),
  })
  .meta({ id: 'CompleteGrantRequest' });

/**
 * See {@link completeGrantRequestSchema}.
 *
 * @public
 */
export type CompleteGrantRequest = z.infer<typeof completeGrantRequestSchema>;
