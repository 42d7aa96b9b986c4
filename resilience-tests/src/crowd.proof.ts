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

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import pLimit from 'p-limit';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { BAD_LUCK, TrafficWatch, armBadLuck } from './crowd/badLuck';
import { History } from './crowd/History';
import { FIRST_STEP_MS, STEP_MS, lives } from './crowd/lives';
import {
  prove,
  waitFor,
  type Cluster,
  type Person,
  type Replica,
  type TransitionRow,
} from './harness';

const USERS = Number(process.env.PROOF_USERS ?? 500);
const TASKS_EACH = 4;
const REPOSITORIES = ['acme/services', 'acme/billing', 'acme/storefront'];

/** People who press the button at the same time. */
const AT_ONCE = 24;

/** A life has five steps; those that had to be started anew live later. */
const MAX_STEPS = 20;

/** Nobody's business but GitHub's and the requester's: it is far down in each prompt, beyond all titles. */
const SECRET_LINE = 'the-last-line-of-a-brief';

/** Of GitHub, as they are, in hex and in base64. */
const TOKEN = 'gh[oprsu]_[A-Za-z0-9]{20,}|67686f5f|Z2hvX';

const seconds = () => Math.round(performance.now() / 1_000);

interface Intent {
  person: Person;
  replica: Replica;
  repository: string;
  prompt: string;
}

prove(
  `${USERS} users with ${TASKS_EACH} tasks each over 2 replicas, with bad luck: nothing lost, nothing twice, nothing leaked`,
  {
    replicas: 2,
    timing: {
      requestTimeoutMs: 10_000,
      intervalMs: 5_000,
      slowIntervalMs: 5_000,
    },
  },
  async (cluster, { say }) => {
    const { github, database } = cluster;
    const { control } = github;
    const seed = Number(process.env.PROOF_SEED ?? randomInt(1_000_000));
    say(`PROOF_SEED=${seed}`);
    for (const scenario of lives) await control.addScenario(scenario);
    const people = await hire(cluster);
    await armBadLuck(control, seed);
    const traffic = new TrafficWatch(control);
    const history = new History();
    try {
      // One person after another, as GitHub has each write once a second at most.
      const intents = Array.from({ length: TASKS_EACH }).flatMap((_, task) =>
        people.map((person, index) => planIntent(cluster, person, index, task)),
      );
      await startAll(intents);
      await control.freeze();
      say(`Started after ${seconds()} s`);
      await history.record(control);

      let steps = 0;
      const isOver = async () =>
        (await database.tasks()).every(
          ({ tracking_status: status }) => status === 'ended',
        );
      while (!(await isOver())) {
        steps += 1;
        assert.ok(steps <= MAX_STEPS, 'Tasks are followed for ever');
        await moveOn(cluster, steps === 1 ? FIRST_STEP_MS : STEP_MS);
        await history.record(control);
        await waitFor(
          'the portal shows every task as GitHub does',
          async () => (await history.unseen(database)).length === 0,
          {
            withinMs: 240_000,
            explain: async () => (await history.unseen(database)).slice(0, 10),
          },
        );
        await startAnew(cluster, intents, history);
        await history.record(control);
        if (steps === 2) await assertNothingLeaked(cluster);
        say(`Step ${steps} after ${seconds()} s, ${traffic.requests} requests`);
      }

      await assertEveryTransition(cluster, history);
      const started = history.countByPrompt();
      assert.equal(started.size, intents.length);
      assert.deepEqual(
        [...started.values()].filter(count => count !== 1),
        [],
      );
      await traffic.look();
      assert.deepEqual([...traffic.limitsHit.values()], []);
      assert.ok(
        Math.abs(traffic.struckShare - BAD_LUCK) < 0.015,
        `${traffic.struckShare} of ${traffic.requests} requests were struck`,
      );
      await assertNothingLeaked(cluster);
    } finally {
      traffic.stop();
    }
  },
);

async function hire(cluster: Cluster): Promise<Person[]> {
  const { control } = cluster.github;
  const people: Person[] = [];
  for (let index = 0; index < USERS; index += 1) {
    const login = `dev-${String(index).padStart(3, '0')}`;
    await control.addPerson({ login, writes: REPOSITORIES });
    people.push(await cluster.person(login));
  }
  return people;
}

function planIntent(
  { replicas }: Cluster,
  person: Person,
  index: number,
  task: number,
): Intent {
  const { name } = lives[(index + task) % lives.length];
  return {
    person,
    replica: replicas[index % replicas.length],
    repository: REPOSITORIES[task % REPOSITORIES.length],
    prompt: `Improve part ${task} of ${
      person.login
    } [simulate: ${name}]\n${'—'.repeat(300)}\n${SECRET_LINE}`,
  };
}

async function startAll(intents: Intent[]): Promise<void> {
  const limit = pLimit(AT_ONCE);
  await Promise.all(
    intents.map(intent => limit(() => start(intent, intent.prompt))),
  );
}

/** As a person does who is told to try again: with the same key, until there is a task. */
async function start(
  { person, replica, repository, prompt }: Intent,
  intentName: string,
): Promise<void> {
  const key = Buffer.from(intentName).toString('hex').slice(0, 200);
  for (;;) {
    try {
      await person.start(replica, { repository, prompt }, key);
      return;
    } catch (error) {
      const mayTryAgain =
        error instanceof AgentTasksError &&
        /^github_(rate_limited|unavailable|timeout)$/.test(error.code);
      if (!mayTryAgain) throw error;
      const waitMs = (error.retryAfter ?? 0.1) * 1_000;
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
  }
}

/** One step of every life; in parts, as GitHub goes on answering meanwhile. */
async function moveOn(
  { github: { control } }: Cluster,
  milliseconds: number,
): Promise<void> {
  const parts = 60;
  for (let part = 0; part < parts; part += 1) {
    await control.advance(milliseconds / parts);
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** People look at GitHub, see that some tasks never started, and start those anew. */
async function startAnew(
  { database }: Cluster,
  intents: Intent[],
  history: History,
): Promise<void> {
  const onGitHub = history.countByPrompt();
  const byPrompt = new Map(intents.map(intent => [intent.prompt, intent]));
  const rows = await database.tasks();
  const neverStarted = rows.filter(
    row =>
      row.dispatch_status === 'unknown' &&
      row.tracking_status !== 'ended' &&
      !onGitHub.has(row.prompt),
  );
  for (const row of neverStarted) {
    const intent = byPrompt.get(row.prompt)!;
    const { person, replica } = intent;
    await waitFor('it is abandoned', async () => {
      const { tracking } = await person.abandon(replica, row.id);
      return tracking.status === 'ended';
    });
    await start(intent, `${row.id} anew`);
  }
}

async function assertEveryTransition(
  { database }: Cluster,
  history: History,
): Promise<void> {
  const byTask = new Map<string, TransitionRow[]>();
  for (const transition of await database.transitions()) {
    const of = byTask.get(transition.task_id) ?? [];
    byTask.set(transition.task_id, [...of, transition]);
  }
  const rows = await database.tasks();
  for (const row of rows.filter(({ github_task_id: id }) => id)) {
    const life = history.lives.get(row.github_task_id!)!;
    const transitions = byTask.get(row.id) ?? [];
    const to = (kind: string) =>
      transitions.filter(each => each.kind === kind).map(each => each.to);
    // A task whose answer was lost is seen for the first time with its session.
    const wasLost = to('dispatch').includes('unknown');
    const recorded = to('state');
    const expected =
      wasLost && recorded[0] !== 'queued' ? life.states.slice(1) : life.states;
    assert.deepEqual(recorded, expected, row.prompt);
    assert.deepEqual(to('pull_request'), life.pullRequests, row.prompt);
    assert.deepEqual(
      to('dispatch'),
      wasLost ? ['pending', 'unknown', 'accepted'] : ['pending', 'accepted'],
    );
    assert.equal(row.prompt, life.prompt);
  }
  assert.equal(
    rows.filter(row => row.github_task_id).length,
    history.lives.size,
  );
}

async function assertNothingLeaked({
  database,
  replicas,
}: Cluster): Promise<void> {
  assert.deepEqual(await database.search(TOKEN), {});
  // The search does find what is there.
  assert.deepEqual(Object.keys(await database.search(SECRET_LINE)), [
    'backstage_plugin_agent-tasks.tasks',
  ]);
  for (const { output } of replicas) {
    assert.ok(output.includes('/api/agent-tasks/v1/tasks'));
    const leaked = output.match(new RegExp(`.*(${TOKEN}|${SECRET_LINE}).*`));
    assert.equal(leaked?.[0], undefined);
  }
}
