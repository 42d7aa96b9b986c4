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

import { AgentTasksClient } from 'backstage-plugin-agent-tasks-common';
import type { SimulatorLogin } from 'github-agent-tasks-simulator';
import { OWNER, type Setup } from '../setup/startSetup';
import { repeatEvery } from './repeatEvery';

/** Whose browsers they are, by turns; the simulated company has few people. */
const VIEWERS: SimulatorLogin[] = ['ben-larsen', 'chloe-tran', OWNER];

/** As often as the entity card asks the portal when it has no signals. */
const INTERVAL_MS = 15_000;

/**
 * Opens browsers that show the card of a repository and one task. Each is a user
 * of the portal with a token of its own, and asks as the card does.
 */
export async function openBrowsers(
  setup: Setup,
  options: { count: number; repositories: string[]; signal: AbortSignal },
): Promise<Promise<void>[]> {
  const { count, repositories, signal } = options;
  const browsers = Array.from({ length: count }, async (_, index) => {
    const { token: gitHubToken } = await setup.control.createToken({
      login: VIEWERS[index % VIEWERS.length],
    });
    const token = await setup.signIn(`viewer-${index}`);
    const client = new AgentTasksClient({
      getBaseUrl: async () => `${setup.portal.url}/api/agent-tasks`,
      fetch,
    });
    const repository = repositories[index % repositories.length];
    const as = { token, gitHubToken };
    const look = async () => {
      const { items } = await client.listTasks({ repository }, as);
      await client.getTask(items[index % items.length].id, as);
    };
    return { look, firstAfterMs: (index * INTERVAL_MS) / count };
  });
  return (await Promise.all(browsers)).map(({ look, firstAfterMs }) =>
    repeatEvery(look, { intervalMs: INTERVAL_MS, firstAfterMs, signal }),
  );
}
