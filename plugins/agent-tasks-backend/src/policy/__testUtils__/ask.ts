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

import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import { policyOf } from '../../__testUtils__/policyOf';
import { decide } from '../decide';
import type { Decision, PolicyRequest } from '../types';

/** The time at which {@link ask} asks. */
export const NOW = new Date('2026-11-22T12:00:00.000Z');

/** Who asks, unless a test says otherwise. */
export const ADA = ['user:default/ada', 'group:default/payments'];

/** What a policy of these rules says to Ada, who starts a task in acme/billing from the portal. */
export const ask = (
  rules: PolicyRule[],
  request: Partial<PolicyRequest> = {},
): Decision =>
  decide(
    policyOf(rules),
    {
      repository: 'acme/billing',
      ownershipEntityRefs: ADA,
      source: 'portal',
      ...request,
    },
    NOW,
  );

/** The code of a refusal, or `allowed`. */
export const codeOf = (decision: Decision): string =>
  decision.allowed ? 'allowed' : decision.code;
