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
import {
  prove,
  waitFor,
  type Cluster,
  type Person,
  type Replica,
} from './harness';

/** Simulated seconds per second: a task takes about four real ones. */
const SPEED = 8;
const PEOPLE = 12;
const HOUR_MS = 60 * 60_000;

/** Five seconds are promised; the rest is for a busy machine. */
const SHUTDOWN_WITHIN_MS = 5_000 + 1_500;

/** Several intervals: a replica at work would have taken an owner by then. */
const OVERDUE_MS = 2_000;

prove(
  'a restart of the database, clocks that jump, and a shutdown under load',
  { replicas: 2, github: { speed: SPEED } },
  async (cluster, { part }) => {
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) =>
        cluster.person(`dev-${index}`),
      ),
    );
    const signInAnew = () =>
      Promise.all(
        people.map(async person => {
          person.signOut();
          for (const replica of cluster.replicas) await person.signIn(replica);
        }),
      );
    await signInAnew();

    await part('the database restarts in the middle', () =>
      proveRestart(cluster, people),
    );
    for (const hours of [1, -1]) {
      await part(`a clock jumps by ${hours} h and back`, async () => {
        await cluster.replicas[0].shiftClock(hours * HOUR_MS);
        await signInAnew();
        await proveTwoTimes(cluster, people, hours);
      });
    }
    await signInAnew();
    await part('SIGTERM under load', () => proveShutdown(cluster, people));
  },
);

/** Asks until there is an answer, with one key, as a person or a program does. */
async function insist(
  person: Person,
  replicas: Replica[],
  prompt: string,
): Promise<void> {
  let attempt = 0;
  await waitFor(`there is an answer about: ${prompt}`, async () => {
    const replica = replicas[attempt % replicas.length];
    attempt += 1;
    const key = prompt.replaceAll(' ', '-');
    return person.start(replica, { prompt }, key);
  });
}

/** Each prompt is one task on GitHub, which the portal has followed to its end, step by step. */
async function assertFollowed(
  cluster: Cluster,
  prompts: string[],
): Promise<void> {
  const { database } = cluster;
  for (const prompt of prompts) {
    const row = await waitFor(
      `this is followed to its end: ${prompt}`,
      async () => {
        const found = await database.taskOf(prompt);
        return found?.state === 'completed' && found;
      },
    );
    const [task, ...others] = await cluster.tasksOnGitHub(prompt);
    assert.equal(row.github_task_id, task.id);
    assert.deepEqual(others, [], prompt);
    const transitions = await database.transitions(row.id);
    const states = transitions
      .filter(({ kind }) => kind === 'state')
      .map(({ to }) => to);
    // What comes and goes between two looks may be missed; nothing comes twice.
    assert.deepEqual(states, [...new Set(states)], prompt);
    assert.equal(states.at(-1), 'completed');
  }
}

/**
 * Where the database went away just before a POST, nobody knows whether that was
 * made; a person sees that GitHub has nothing.
 */
async function startAnewWhatNeverStarted(
  cluster: Cluster,
  person: Person,
  prompt: string,
): Promise<void> {
  const { database, replicas } = cluster;
  const row = await waitFor(
    `it is decided what became of: ${prompt}`,
    async () => {
      const found = await database.taskOf(prompt);
      const isOnGitHub = (await cluster.tasksOnGitHub(prompt)).length > 0;
      const isDecided =
        found?.dispatch_status === (isOnGitHub ? 'accepted' : 'unknown');
      return isDecided && found;
    },
  );
  if (row.dispatch_status === 'accepted') return;
  const { tracking } = await person.abandon(replicas[0], row.id);
  assert.equal(tracking.reason, 'abandoned');
  await insist(person, replicas, prompt);
}

async function proveRestart(cluster: Cluster, people: Person[]): Promise<void> {
  const { replicas, github, postgres } = cluster;
  const before = people.map(({ login }) => `Before the restart of ${login}`);
  const during = people.map(({ login }) => `During the restart of ${login}`);
  await github.control.addFault({
    method: 'POST',
    path: '/tasks$',
    fault: { kind: 'delay', milliseconds: 400 },
    times: PEOPLE,
  });
  const asked = people.map((person, index) =>
    insist(person, replicas, before[index]),
  );
  await waitFor('half of them are at GitHub', async () => {
    const posts = await github.control.requests({
      method: 'POST',
      path: '/tasks$',
    });
    return posts.length >= PEOPLE / 2;
  });
  await postgres.restart(async () => {
    asked.push(
      ...people.map((person, index) => insist(person, replicas, during[index])),
    );
    // As long as replicas need to notice.
    await new Promise(resolve => setTimeout(resolve, 1_500));
  });
  await Promise.all(asked);
  for (const prompts of [before, during]) {
    await Promise.all(
      people.map((person, index) =>
        startAnewWhatNeverStarted(cluster, person, prompts[index]),
      ),
    );
  }
  await assertFollowed(cluster, [...before, ...during]);
}

async function proveTwoTimes(
  cluster: Cluster,
  people: Person[],
  hours: number,
): Promise<void> {
  const { replicas, github } = cluster;
  const [jumped] = replicas;
  const shifted = people.map(({ login }) => `While ${hours} h off by ${login}`);
  await Promise.all(
    people.map((person, index) =>
      insist(person, [replicas[index % 2]], shifted[index]),
    ),
  );
  const lost = `Lost while ${hours} h off`;
  await github.control.addFault({
    method: 'POST',
    path: '/tasks$',
    fault: { kind: 'created-then-reset' },
  });
  await insist(people[0], [jumped], lost);
  await assertFollowed(cluster, [...shifted, lost]);

  const back = people.map(
    ({ login }) => `Back from ${hours} h off by ${login}`,
  );
  await Promise.all(
    people.map((person, index) => insist(person, [jumped], back[index])),
  );
  await jumped.shiftClock(0);
  await assertFollowed(cluster, back);
}

async function proveShutdown(
  cluster: Cluster,
  people: Person[],
): Promise<void> {
  const { replicas, github, database } = cluster;
  const [leaving, staying] = replicas;
  // Nobody takes over before the end is looked at.
  staying.pause();
  const running = people.map(({ login }) => `Running at the end by ${login}`);
  await Promise.all(
    people.map((person, index) => insist(person, [leaving], running[index])),
  );

  const { id: slowReads } = await github.control.addFault({
    method: 'GET',
    path: '/agents/tasks',
    fault: { kind: 'delay', milliseconds: 1_500 },
    times: 1_000,
  });
  await github.control.addFault({
    method: 'POST',
    path: '/tasks$',
    fault: { kind: 'delay', milliseconds: 700 },
    times: PEOPLE,
  });
  const claims = async () => {
    const rows = await database
      .plugin()('followed_users')
      .whereNotNull('claimed_until')
      .orWhereNotNull('claimed_by');
    return rows.length;
  };
  await github.control.clearRequests();
  const late = people.map(({ login }) => `At the very end by ${login}`);
  const asked = people.map((person, index) =>
    person
      .start(leaving, { prompt: late[index] }, late[index].replaceAll(' ', '-'))
      .catch(() => undefined),
  );
  await waitFor('it works for many at once', async () => {
    const posts = await github.control.requests({
      method: 'POST',
      path: '/tasks$',
    });
    return posts.length > PEOPLE / 2 && (await claims()) > PEOPLE / 4;
  });

  const startedAt = performance.now();
  leaving.terminate();
  await waitFor('its claims are given back', async () => !(await claims()));
  const tookMs = Math.round(performance.now() - startedAt);
  assert.ok(tookMs <= SHUTDOWN_WITHIN_MS, `It took ${tookMs} ms`);
  await waitFor('owners are overdue, and it takes none', async () => {
    const [row] = await database
      .plugin()('followed_users')
      .min({ oldest: 'next_check_at' });
    return Date.parse(row.oldest) < Date.now() - OVERDUE_MS;
  });
  assert.equal(await claims(), 0);
  // What was on its way when it was told to end has come to its end.
  await Promise.all(asked);
  // Backstage keeps the process for as long as a connection is open.
  await leaving.kill();
  await github.control.removeFault(slowReads);

  staying.resume();
  await Promise.all(
    people.map((person, index) => insist(person, [staying], late[index])),
  );
  await assertFollowed(cluster, [...running, ...late]);
}
