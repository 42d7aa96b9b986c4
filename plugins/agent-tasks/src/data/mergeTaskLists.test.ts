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

import type { Task } from 'backstage-plugin-agent-tasks-common';
import { aTask } from '../testing';
import { mergeTaskLists, sourcesOf } from './mergeTaskLists';

const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T00:00:00Z`;

const on = (n: number, changes: Partial<Task> = {}) =>
  aTask({ id: `t${n}`, createdAt: day(n), updatedAt: day(n), ...changes });

const ids = (tasks: Task[]) => tasks.map(({ id }) => id).join(' ');

describe('sourcesOf', () => {
  it('asks for the tasks of the repository and of the entity apart', () => {
    expect(
      sourcesOf({ repository: 'acme/billing', entityRef: 'component:d/b' }),
    ).toEqual([
      { query: { repository: 'acme/billing' } },
      { query: { entityRef: 'component:d/b' } },
    ]);
  });

  it('asks once where nothing is named', () => {
    expect(sourcesOf({ requestedBy: 'me' })).toEqual([
      { query: { requestedBy: 'me' } },
    ]);
  });

  it('asks for a group by state, and for what has no state yet', () => {
    expect(sourcesOf({ group: 'finished' })).toEqual([
      { query: { state: ['completed', 'failed', 'timed_out', 'cancelled'] } },
      { query: {}, newestOnly: true },
    ]);
  });
});

describe('mergeTaskLists', () => {
  const two = sourcesOf({ repository: 'acme/billing', entityRef: 'a:b/c' });

  it('shows a task of both lists once, newest first', () => {
    const merged = mergeTaskLists(two, [
      [{ items: [on(3), on(1)] }],
      [{ items: [on(3), on(2)] }],
    ]);
    expect(ids(merged.tasks)).toBe('t3 t2 t1');
    expect(merged.hasMore).toBe(false);
  });

  it('keeps the newer reading of a task', () => {
    const older = on(3, { state: 'queued' });
    const newer = on(3, { state: 'completed', updatedAt: day(4) });
    for (const answers of [
      [[{ items: [older] }], [{ items: [newer] }]],
      [[{ items: [newer] }], [{ items: [older] }]],
    ])
      expect(mergeTaskLists(two, answers).tasks[0].state).toBe('completed');
  });

  it('holds back what lies behind the pages that are not loaded yet', () => {
    const first = { items: [on(9), on(8)], nextCursor: 'c' };
    const second = { items: [on(7), on(1)] };
    const merged = mergeTaskLists(two, [[first], [second]]);
    expect(ids(merged.tasks)).toBe('t9 t8');
    expect(merged.hasMore).toBe(true);

    const next = mergeTaskLists(two, [[first, { items: [on(6)] }], [second]]);
    expect(ids(next.tasks)).toBe('t9 t8 t7 t6 t1');
    expect(next.hasMore).toBe(false);
  });

  it('adds unconfirmed tasks to the active ones, and refused ones to the finished', () => {
    const lost = on(5, { state: undefined, dispatch: { status: 'unknown' } });
    const refused = on(4, {
      state: undefined,
      dispatch: { status: 'rejected' },
    });
    const newest = { items: [lost, refused], nextCursor: 'more' };
    const active = mergeTaskLists(
      sourcesOf({ group: 'active' }),
      [[{ items: [on(2)] }], [newest]],
      'active',
    );
    expect(ids(active.tasks)).toBe('t5 t2');
    expect(active.hasMore).toBe(false);
    const finished = mergeTaskLists(
      sourcesOf({ group: 'finished' }),
      [[{ items: [on(1, { state: 'failed' })] }], [newest]],
      'finished',
    );
    expect(ids(finished.tasks)).toBe('t4 t1');
  });

  it('says nothing of nothing', () => {
    expect(mergeTaskLists(two, [[], []])).toEqual({
      tasks: [],
      hasMore: false,
    });
  });
});
