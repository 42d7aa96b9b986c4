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

import {
  policyRuleEntrySchema,
  policySchema,
  type Policy,
  type PolicyRule,
  type PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import type { PortalUser } from '../../../__testUtils__/startPortal';

/** Why everybody here does everything. */
export const REASON = 'The payments team asked for it';

/** An id that no rule has. */
export const UUID = '5c8d4ff3-0a53-4a3d-9f0e-1b7f3b0f0a11';

/** Adds a rule of the admin page. */
export async function addRule(
  admin: PortalUser,
  rule: PolicyRule,
  enabled?: boolean,
): Promise<PolicyRuleEntry> {
  const answer = await admin.send('post', '/policy/rules', {
    rule,
    enabled,
    reason: REASON,
  });
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return policyRuleEntrySchema.strict().parse(answer.body);
}

/** Asks for a change of a rule, as it is in that version. */
export const changeRule = (
  user: PortalUser,
  { id, version = 1 }: Partial<PolicyRuleEntry>,
  rule: PolicyRule,
  enabled = true,
) =>
  user.send('put', `/policy/rules/${id}`, {
    rule,
    enabled,
    version,
    reason: REASON,
  });

/** The policy as that user sees it. */
export async function readPolicy(reader: PortalUser): Promise<Policy> {
  const answer = await reader.get('/policy');
  expect(answer.status).toBe(200);
  return policySchema.strict().parse(answer.body);
}
