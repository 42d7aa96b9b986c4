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

/**
 * What happened at Acme before the simulator was started, so that no list is
 * empty: tasks of different people, merged, failed, waiting for review, and one
 * without a repository. Each one is replayed through the same steps as live ones.
 */
import { randomUUID } from 'node:crypto';
import { applyStep } from '../../lifecycle/applyStep';
import { ScenarioBook } from '../../lifecycle/ScenarioBook';
import { createTask } from '../../lifecycle/createTask';
import { mergePullRequest } from '../mergePullRequest';
import type { Task } from '../model';
import type { SimulatorState } from '../SimulatorState';
import { SimulatorLogin, simulatorPeople } from '../wellKnown';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Past sessions took minutes, as real ones do, not the seconds of the demo. */
const STRETCH = 12;

type PastTask = {
  ago: number;
  repository: string;
  by: SimulatorLogin;
  prompt: string;
  scenario?: string;
  customAgent?: string;
  model?: string;
  mergedBy?: SimulatorLogin;
  archived?: boolean;
  createPullRequest?: boolean;
};

const past: PastTask[] = [
  {
    ago: 9 * DAY_MS,
    repository: 'services',
    by: 'priya-raman',
    prompt:
      'Scaffold service: feature-flags\n\nName: feature-flags\nDescription: Switches features on and off\nOwner: group:default/platform\nSystem: developer-tools',
    customAgent: 'scaffolder',
    mergedBy: 'ada-nwosu',
    archived: true,
  },
  {
    ago: 6 * DAY_MS,
    repository: 'billing',
    by: 'ada-nwosu',
    prompt: 'Round invoice totals half to even\n\nThe tax office insists.',
    model: 'claude-opus-4.6',
    mergedBy: 'priya-raman',
  },
  {
    ago: 4 * DAY_MS,
    repository: 'storefront',
    by: 'ben-larsen',
    prompt: 'Add a dark colour scheme to the checkout',
    scenario: 'failed',
  },
  {
    ago: 3 * DAY_MS,
    repository: 'payments-ledger',
    by: 'ada-nwosu',
    prompt: 'Explain how entries are reconciled with the bank statement',
    scenario: 'no-artifacts',
    createPullRequest: false,
  },
  {
    ago: 2 * DAY_MS,
    repository: 'payments-ledger',
    by: 'priya-raman',
    prompt: 'Add an index on the account column',
    mergedBy: 'ada-nwosu',
  },
  {
    ago: 26 * HOUR_MS,
    repository: 'storefront',
    by: 'ben-larsen',
    prompt: 'Show delivery dates on the product page',
  },
  {
    ago: 5 * HOUR_MS,
    repository: 'billing',
    by: 'priya-raman',
    prompt: 'Update the dunning letters to the new wording',
    scenario: 'checks-failing',
  },
];

/** Replays the past up to `now` (simulated milliseconds since 1970). */
export function seedHistory(state: SimulatorState, now: number): void {
  const scenarios = new ScenarioBook();
  for (const entry of past) replay(state, scenarios, entry, now - entry.ago);
  state.tasks.set(...cloudChat(now - 30 * HOUR_MS));
}

function replay(
  state: SimulatorState,
  scenarios: ScenarioBook,
  entry: PastTask,
  startedAt: number,
): void {
  const repository = state.repositoryByName('acme', entry.repository)!;
  const task = createTask(
    { state, now: startedAt, scenarios },
    {
      ...entry,
      repository,
      creator: state.account(simulatorPeople[entry.by].id),
      createPullRequest: entry.createPullRequest ?? true,
    },
  );
  for (const step of scenarios.get(task.scenario)!.timeline) {
    const now = startedAt + step.after * STRETCH;
    applyStep(step, { state, task, repository, now, prompt: task.prompt });
  }
  if (entry.archived) task.archivedAt = task.updatedAt + DAY_MS;
  const pull = state.pullRequests.get(task.pullRequestId ?? -1);
  if (pull && entry.mergedBy) {
    mergePullRequest(state, pull, {
      by: simulatorPeople[entry.mergedBy].id,
      now: task.updatedAt + 2 * HOUR_MS,
    });
  }
}

/** Behaviour 43: the account-wide list also holds chats without a repository. */
function cloudChat(at: number): [string, Task] {
  const id = randomUUID();
  const prompt = 'Compare our options for feature flags';
  const task: Task = {
    id,
    creatorId: simulatorPeople['ada-nwosu'].id,
    name: 'Comparing options for feature flags',
    prompt,
    state: 'completed',
    baseRef: '',
    createPullRequest: false,
    sessions: [
      {
        id: randomUUID(),
        name: 'Comparing options for feature flags',
        userId: simulatorPeople['ada-nwosu'].id,
        state: 'completed',
        prompt,
        // Behaviour 42: sessions that were not started on github.com name no model.
        model: '',
        baseRef: '',
        createdAt: at,
        updatedAt: at + 60_000,
        completedAt: at + 60_000,
      },
    ],
    scenario: 'no-artifacts',
    quirks: {},
    createdAt: at,
    updatedAt: at + 60_000,
  };
  return [id, task];
}
