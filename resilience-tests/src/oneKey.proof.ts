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
import { prove, waitFor } from './harness';

const REQUESTS = 100;

prove(
  '100 requests with one key over 3 replicas are one task on GitHub and 100 equal answers',
  // Time stands still: nothing but the requests changes the task.
  { replicas: 3, github: { frozen: true } },
  async cluster => {
    const { replicas, github, database } = cluster;
    const ada = await cluster.person('ada-nwosu');
    await Promise.all(replicas.map(replica => ada.signIn(replica)));
    // GitHub takes its time, so that all of them are under way at once.
    await github.control.addFault({
      method: 'POST',
      path: '/tasks$',
      fault: { kind: 'delay', milliseconds: 800 },
      times: REQUESTS,
    });

    const prompt = 'Add one health check';
    const results = await Promise.all(
      Array.from({ length: REQUESTS }, (_, index) =>
        ada.start(replicas[index % replicas.length], { prompt }, 'one-key'),
      ),
    );

    const answers = new Set(
      results.map(({ task: { id, dispatch, github: onGitHub, state } }) =>
        JSON.stringify({ id, dispatch, onGitHub, state }),
      ),
    );
    assert.equal(answers.size, 1);
    assert.equal(results.filter(({ replayed }) => !replayed).length, 1);
    const [task] = await cluster.tasksOnGitHub(prompt);
    assert.equal(results[0].task.github.taskId, task.id);
    assert.equal((await cluster.tasksOnGitHub(prompt)).length, 1);
    const posts = await github.control.requests({
      method: 'POST',
      path: '/tasks$',
    });
    assert.equal(posts.length, 1);
    const rows = await database.tasks();
    assert.equal(rows.length, 1);

    // A later one, on another replica than the first, is answered the same.
    const later = await ada.start(replicas[2], { prompt }, 'one-key');
    assert.ok(later.replayed);
    assert.equal(later.task.id, rows[0].id);

    await github.control.advance(60_000);
    await waitFor('the task is followed to its end', async () => {
      const { state } = await database.task(rows[0].id);
      return state === 'completed';
    });
  },
);
