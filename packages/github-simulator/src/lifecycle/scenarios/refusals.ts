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

import type { Scenario } from '../types';

/** The start is refused (behaviours 46, 47, 48 and 50). The control changes the same for good. */
export const refusalScenarios: Scenario[] = [
  {
    name: 'agent-disabled',
    description: 'Refused: the agent is disabled here.',
    refusal: 'agent-disabled',
    timeline: [],
  },
  {
    name: 'no-plan',
    description: 'Refused: 403 with the code copilot_plan_required.',
    refusal: 'no-plan',
    timeline: [],
  },
  {
    name: 'permission-missing',
    description: 'Refused: the token lacks agent_tasks=write.',
    refusal: 'permission-missing',
    timeline: [],
  },
  {
    name: 'saml-required',
    description: 'Refused: the token needs SAML single sign-on first.',
    refusal: 'saml-required',
    timeline: [],
  },
];
