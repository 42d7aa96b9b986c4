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

import { userNodeId } from '../ids';
import { COPILOT_BOT_ID, Account, Repository } from '../state';
import type { World } from '../World';

/** An account as GraphQL shows it. The agent has another login here than in REST. */
export function actor({ id, login, name, type }: Account, { urls }: World) {
  return {
    __typename: type,
    id: userNodeId(id, type),
    login: id === COPILOT_BOT_ID ? 'copilot-swe-agent' : login,
    name,
    databaseId: id,
    url: `${urls.base}/${login}`,
    avatarUrl: `${urls.base}/avatars/${login}`,
  };
}

/** Behaviour 65: the agent comes first, if this person may use it here. */
export function suggestedActors(
  repository: Repository,
  viewer: Account,
  world: World,
) {
  const { state } = world;
  const isAgentUsable = repository.agentEnabled && viewer.hasCopilotPlan;
  const accounts = [
    ...(isAgentUsable ? [state.account(COPILOT_BOT_ID)] : []),
    ...state.people().filter(({ login }) => repository.roles.has(login)),
  ];
  return (page: { first?: number; after?: string }) => {
    const start = page.after === undefined ? 0 : Number(page.after);
    const end = start + (page.first ?? accounts.length);
    return {
      nodes: accounts.slice(start, end).map(account => actor(account, world)),
      pageInfo: { endCursor: String(end), hasNextPage: end < accounts.length },
      totalCount: accounts.length,
    };
  };
}
