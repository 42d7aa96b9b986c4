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

import type { Account } from '../model';
import { COPILOT_BOT_ID, ORGANIZATION_ID, simulatorPeople } from '../wellKnown';

const JOINED = Date.parse('2023-02-06T09:00:00Z');

/** The company, its people, and the agent. */
export function seedAccounts(): Account[] {
  return [
    {
      id: ORGANIZATION_ID,
      login: 'acme',
      name: 'Acme',
      type: 'Organization',
      bio: 'Bills, shops and the machinery between them.',
      hasCopilotPlan: false,
      createdAt: JOINED,
    },
    {
      id: COPILOT_BOT_ID,
      login: 'Copilot',
      name: 'Copilot',
      type: 'Bot',
      bio: 'The cloud agent.',
      hasCopilotPlan: false,
      createdAt: JOINED,
    },
    seedPerson('ada-nwosu', {
      bio: 'Developer. Works on billing and the ledger, sees every repository.',
      team: 'payments',
    }),
    seedPerson('ben-larsen', {
      bio: 'Developer. Builds the shop, has no access to the private repositories.',
      team: 'storefront',
    }),
    seedPerson('chloe-tran', {
      bio: 'Developer. Works on the ledger, has no Copilot plan.',
      team: 'payments',
      hasCopilotPlan: false,
    }),
    seedPerson('priya-raman', {
      bio: 'Platform engineer. Administers every repository.',
      team: 'platform',
    }),
  ];
}

function seedPerson(
  login: keyof typeof simulatorPeople,
  details: { bio: string; team: string; hasCopilotPlan?: boolean },
): Account {
  const { id, name } = simulatorPeople[login];
  return {
    id,
    login,
    name,
    type: 'User',
    email: `${login.replace('-', '.')}@acme.example`,
    hasCopilotPlan: true,
    createdAt: JOINED,
    ...details,
  };
}
