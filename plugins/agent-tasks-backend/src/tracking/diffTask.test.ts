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

import {
  TASK_STATES,
  type PullRequest,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { storedTask } from '../__testUtils__/storedTask';
import type { GitHubSession, GitHubTaskDetail } from '../github/types';
import { diffTask, hasMoved } from './diffTask';

const AT = '2026-11-22T12:10:00.000Z';
const pullRequest: PullRequest = {
  number: 7,
  title: '[WIP] Add',
  url: 'https://github.com/acme/services/pull/7',
  state: 'open',
  isDraft: true,
};

const session = (more: Partial<GitHubSession> = {}): GitHubSession => ({
  id: 's1',
  state: 'in_progress',
  rawState: 'in_progress',
  ...more,
});

const detail = (more: Partial<GitHubTaskDetail> = {}): GitHubTaskDetail => ({
  id: 'gh-1',
  state: 'in_progress',
  rawState: 'in_progress',
  createdAt: '2026-11-22T12:00:00Z',
  updatedAt: '2026-11-22T12:09:00Z',
  sessionCount: 1,
  sessions: [session()],
  ...more,
});

const task = storedTask({
  state: 'in_progress',
  rawState: 'in_progress',
  github: { taskId: 'gh-1' },
  seen: {
    updatedAt: '2026-11-22T12:09:00Z',
    sessionCount: 1,
    lacksCost: true,
  },
});

describe('diffTask', () => {
  it('finds nothing where nothing changed', () => {
    expect(diffTask({ task, detail: detail(), at: AT })).toMatchObject({
      fields: {},
      transitions: [],
    });
    expect(diffTask({ task, at: AT })).toEqual({ fields: {}, transitions: [] });
  });

  it('keeps the sessions that are known, and what they cost, where GitHub leaves them out', () => {
    const known = storedTask({ ...task, usage: { aiCreditsNano: '5' } });
    const shown = detail({ sessions: [], updatedAt: '2026-11-22T12:09:30Z' });
    const diff = diffTask({ task: known, detail: shown, at: AT });
    expect(diff.sessions).toBeUndefined();
    expect(diff.fields).not.toHaveProperty('usage');
    expect(diff.fields.seen).toHaveProperty('lacksCost', true);
  });

  it.each([
    ['of one session', [session()], true],
    [
      'of one of two',
      [session({ usage: { aiCreditsNano: '5' } }), session()],
      true,
    ],
    ['of none', [session({ usage: { premiumRequests: 1 } })], undefined],
  ])('tells that GitHub owes the cost %s', (_, sessions, lacksCost) => {
    const known = storedTask({ ...task, seen: {} });
    const { fields } = diffTask({
      task: known,
      detail: detail({ sessions }),
      at: AT,
    });
    expect(fields.seen?.lacksCost).toBe(lacksCost);
  });

  it('records a state and what came with it', () => {
    const { fields, transitions, sessions } = diffTask({
      task,
      detail: detail({
        state: 'completed',
        rawState: 'completed',
        updatedAt: '2026-11-22T12:09:30Z',
        repositoryId: 5,
        pull: { id: 99, globalId: '' },
        branch: { headRef: 'copilot/add', baseRef: 'main' },
        sessions: [
          session({
            state: 'completed',
            rawState: 'completed',
            prompt: 'secret',
            completedAt: '2026-11-22T12:09:29Z',
            usage: { aiCreditsNano: '9007199254740993' },
          }),
          session({ id: 's2', usage: { aiCreditsNano: '1' } }),
        ],
      }),
      at: AT,
    });
    expect(fields).toEqual({
      state: 'completed',
      rawState: 'completed',
      seen: {
        updatedAt: '2026-11-22T12:09:30Z',
        sessionCount: 1,
        repositoryId: 5,
        pull: { id: 99, globalId: '' },
      },
      branch: 'copilot/add',
      usage: { aiCreditsNano: '9007199254740994' },
      // The last session has no time of completion: the first sight counts.
      completedAt: AT,
      progressedAt: AT,
    });
    expect(transitions).toEqual([
      { at: AT, kind: 'state', from: 'in_progress', to: 'completed' },
    ]);
    expect(sessions![0]).toEqual({
      id: 's1',
      state: 'completed',
      rawState: 'completed',
      completedAt: '2026-11-22T12:09:29.000Z',
      usage: { aiCreditsNano: '9007199254740993' },
    });
  });

  it.each([
    ['failed', 'No runner', 'No runner'],
    ['failed', undefined, 'GitHub gave no reason'],
    ['timed_out', undefined, '59 minutes'],
    ['cancelled', undefined, 'stopped on GitHub'],
  ] as const)('explains %s (%s)', (state, error, said) => {
    const { fields, transitions } = diffTask({
      task,
      detail: detail({
        state,
        rawState: state,
        sessions: [session({ error, completedAt: '2026-11-22T12:09:29.5Z' })],
      }),
      at: AT,
    });
    expect(fields.error).toEqual({
      code: state,
      message: expect.stringContaining(said),
    });
    expect(fields.completedAt).toBe('2026-11-22T12:09:29.500Z');
    expect(transitions[0].note).toBe(fields.error!.message);
  });

  it('takes back the end of a task that came back to life', () => {
    const failed = storedTask({
      ...task,
      state: 'failed',
      rawState: 'failed',
      error: { code: 'failed', message: 'No' },
      completedAt: AT,
    });
    const { fields } = diffTask({ task: failed, detail: detail(), at: AT });
    expect(fields).toMatchObject({ state: 'in_progress' });
    expect(fields).toHaveProperty('error', undefined);
    expect(fields).toHaveProperty('completedAt', undefined);
  });

  it('notes the word of a state that it does not know', () => {
    const { transitions } = diffTask({
      task,
      detail: detail({ state: 'unknown', rawState: 'pondering' }),
      at: AT,
    });
    expect(transitions).toEqual([
      {
        at: AT,
        kind: 'state',
        from: 'in_progress',
        to: 'unknown',
        note: 'pondering',
      },
    ]);
  });

  it.each<[string, PullRequest | undefined, Partial<PullRequest>, object[]]>([
    ['first seen', undefined, {}, [{ to: 'draft' }]],
    ['unchanged', pullRequest, {}, []],
    ['a new title only', pullRequest, { title: 'Add' }, []],
    ['ready', pullRequest, { isDraft: false }, [{ from: 'draft', to: 'open' }]],
    [
      'merged as a draft',
      pullRequest,
      { state: 'merged' },
      [{ from: 'draft', to: 'merged' }],
    ],
    ['another one', { ...pullRequest, number: 6 }, {}, [{ to: 'draft' }]],
  ])('pull request: %s', (_, before, change, expected) => {
    const { fields, transitions } = diffTask({
      task: storedTask({ ...task, pullRequest: before }),
      pullRequest: { ...pullRequest, ...change },
      at: AT,
    });
    expect(transitions).toEqual(
      expected.map(e => ({ at: AT, kind: 'pull_request', note: '#7', ...e })),
    );
    const isSame =
      JSON.stringify({ ...pullRequest, ...change }) === JSON.stringify(before);
    expect(fields).toEqual(
      isSame
        ? {}
        : { pullRequest: { ...pullRequest, ...change }, progressedAt: AT },
    );
  });

  it('keeps a pull request that was not asked for or not found', () => {
    const known = storedTask({ ...task, pullRequest });
    expect(diffTask({ task: known, detail: detail(), at: AT }).fields).toEqual(
      {},
    );
  });
});

describe('diffTask, whatever GitHub shows', () => {
  const orAbsent = <T>(values: fc.Arbitrary<T>) =>
    fc.option(values, { nil: undefined });
  const states = fc.constantFrom(...TASK_STATES);
  const times = orAbsent(
    fc.constantFrom('2026-11-22T12:09:29Z', '2026-11-22T12:09:30.500Z', 'soon'),
  );
  const sessions = fc.array(
    fc.record({
      id: fc.constantFrom('s1', 's2', 's3'),
      state: states,
      rawState: states,
      headRef: orAbsent(fc.constantFrom('copilot/a', 'copilot/b')),
      error: orAbsent(fc.constantFrom('No runner', '')),
      completedAt: times,
      usage: orAbsent(fc.constant({ aiCreditsNano: '5' })),
    }),
    { maxLength: 3 },
  );
  const details = fc
    .record({
      state: states,
      rawState: states,
      updatedAt: times,
      sessionCount: orAbsent(fc.nat(3)),
      repositoryId: orAbsent(fc.nat(3)),
      pull: orAbsent(
        fc.record({ id: orAbsent(fc.nat(9)), globalId: orAbsent(fc.string()) }),
      ),
      branch: orAbsent(
        fc.constant({ headRef: 'copilot/add', baseRef: 'main' }),
      ),
      sessions,
    })
    .map(more => detail(more));
  const pullRequests = fc
    .record({
      number: fc.nat(3),
      state: fc.constantFrom(
        'open' as const,
        'closed' as const,
        'merged' as const,
      ),
      isDraft: fc.boolean(),
    })
    .map(more => ({ ...pullRequest, ...more }));
  const inputs = fc.record({
    detail: orAbsent(details),
    pullRequest: orAbsent(pullRequests),
  });
  const LATER = '2026-11-22T12:20:00.000Z';

  it('finds nothing where it has just written what it found', () => {
    fc.assert(
      fc.property(inputs, inputs, (earlier, seen) => {
        const first = diffTask({ task, ...earlier, at: AT });
        const known = storedTask({ ...task, ...first.fields });
        const { fields } = diffTask({ task: known, ...seen, at: AT });
        const applied = { ...known, ...fields };
        const again = diffTask({ task: applied, ...seen, at: LATER });
        expect(again.fields).toEqual({});
        expect(again.transitions).toEqual([]);
      }),
    );
  });

  it('writes a change of state if and only if it tells of it', () => {
    fc.assert(
      fc.property(inputs, seen => {
        const { fields, transitions } = diffTask({ task, ...seen, at: AT });
        const told = transitions.filter(({ kind }) => kind === 'state');
        expect(told).toHaveLength(
          'state' in fields || 'rawState' in fields ? 1 : 0,
        );
        expect(Object.keys(fields).length > 0).toBe('progressedAt' in fields);
      }),
    );
  });
});

describe('hasMoved', () => {
  it.each([
    ['nothing', {}, false],
    ['a second later', { updatedAt: '2026-11-22T12:09:01Z' }, true],
    ['another session', { sessionCount: 2 }, true],
    ['another state in the same second', { rawState: 'completed' }, true],
    ['a pull request', { pull: { id: 1 } }, true],
    ['a branch', { branch: { headRef: 'copilot/a', baseRef: 'main' } }, true],
    [
      'GitHub leaves fields out',
      { updatedAt: undefined, sessionCount: undefined },
      false,
    ],
  ])('%s', (_, change, moved) => {
    expect(hasMoved(task, detail(change))).toBe(moved);
  });

  it('is so for a task that was never looked at', () => {
    expect(hasMoved(storedTask({ seen: {} }), detail())).toBe(true);
  });
});
