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

import { readTask, readTaskDetail } from './readTask';
import { taskAnswerSchema, taskListAnswerSchema } from './schemas';

const receivedAt = new Date('2026-11-22T12:00:00.000Z');
const at = '2026-07-29T10:00:00Z';

const task = (fields: object) =>
  readTask(
    taskAnswerSchema.parse({
      id: 't1',
      state: 'queued',
      created_at: at,
      ...fields,
    }),
    receivedAt,
  );

const session = (fields: object) =>
  readTaskDetail(
    taskAnswerSchema.parse({
      id: 't1',
      state: 'queued',
      created_at: at,
      sessions: [{ id: 's1', state: 'queued', created_at: at, ...fields }],
    }),
    receivedAt,
  ).sessions[0];

/** The fields that `expected` names, as far as they are there. */
function pickFields(read: object, expected: object) {
  return Object.fromEntries(
    Object.entries(read).filter(([key]) => key in expected),
  );
}

describe('readTask', () => {
  it('leaves out NUL characters, which a database may not take', () => {
    const read = readTaskDetail(
      taskAnswerSchema.parse({
        id: 't\u00001',
        state: 'que\0ued',
        html_url: 'https://github.com/\0acme',
        artifacts: [{ type: 'branch', data: { head_ref: 'copilot/\0x' } }],
        sessions: [{ id: 's\u00001', state: 'queued\0', model: '\0gpt' }],
      }),
      receivedAt,
    );
    expect(JSON.stringify(read)).not.toContain('\\u0000');
    expect(read).toMatchObject({ id: 't1', rawState: 'queued' });
  });

  it('reads a task as GitHub documents it', () => {
    expect(
      task({
        state: 'completed',
        name: 'Add a line',
        html_url: 'https://github.com/acme/services/tasks/t1',
        creator: { id: 1 },
        repository: { id: 2 },
        session_count: 1,
        updated_at: '2026-07-29T12:00:00+02:00',
        artifacts: [
          {
            provider: 'github',
            type: 'branch',
            data: { head_ref: 'copilot/x', base_ref: 'main' },
          },
          {
            provider: 'github',
            type: 'pull',
            data: { id: 4164924791, global_id: 'PR_x' },
          },
        ],
      }),
    ).toEqual({
      id: 't1',
      state: 'completed',
      rawState: 'completed',
      name: 'Add a line',
      htmlUrl: 'https://github.com/acme/services/tasks/t1',
      creatorId: 1,
      repositoryId: 2,
      sessionCount: 1,
      pull: { id: 4164924791, globalId: 'PR_x' },
      branch: { headRef: 'copilot/x', baseRef: 'main' },
      createdAt: '2026-07-29T10:00:00.000Z',
      updatedAt: '2026-07-29T10:00:00.000Z',
    });
  });

  it.each<[string, object, object]>([
    [
      'a state of the future',
      { state: 'dreaming' },
      { state: 'unknown', rawState: 'dreaming' },
    ],
    [
      'a state that is no text',
      { state: 7 },
      { state: 'unknown', rawState: '' },
    ],
    ['a repository as number', { repository: 2 }, { repositoryId: 2 }],
    [
      'a repository as rich object',
      { repository: { id: 2, full_name: 'acme/services', more: true } },
      { repositoryId: 2, repository: 'acme/services' },
    ],
    ['a repository of null', { repository: null }, { repositoryId: undefined }],
    [
      'a repository that is odd',
      { repository: 'acme' },
      { repositoryId: undefined },
    ],
    ['a creator as number', { creator: 1 }, { creatorId: 1 }],
    [
      'a blank global id',
      { artifacts: [{ type: 'pull', data: { id: 5, global_id: '' } }] },
      { pull: { id: 5 } },
    ],
    [
      'no global id',
      { artifacts: [{ type: 'pull', data: { id: 5 } }] },
      { pull: { id: 5 } },
    ],
    [
      'artifacts that are odd',
      { artifacts: [7, null, { type: 'pull' }, { type: 'branch', data: [] }] },
      { pull: undefined, branch: undefined },
    ],
    ['artifacts of null', { artifacts: null }, { pull: undefined }],
    [
      'an artifact of the future',
      { artifacts: [{ type: 'film', data: { id: 1 } }] },
      { pull: undefined },
    ],
    [
      'a link that is none to show',
      { html_url: 'data:text/html,x' },
      { htmlUrl: undefined },
    ],
    ['a link that is no URL', { html_url: '/tasks/1' }, { htmlUrl: undefined }],
    [
      'a time that is none',
      { created_at: 'soon', updated_at: at },
      { createdAt: '2026-07-29T10:00:00.000Z' },
    ],
    [
      'no time at all',
      { created_at: undefined },
      { createdAt: receivedAt.toISOString() },
    ],
    [
      'a fraction of a second',
      { created_at: '2026-07-29T10:00:00.5Z' },
      { createdAt: '2026-07-29T10:00:00.500Z' },
    ],
  ])('survives %s', (_name, fields, expected) => {
    expect(pickFields(task(fields), expected)).toEqual(expected);
  });
});

describe('readTaskDetail', () => {
  it.each<[string, object, object]>([
    [
      'a namespaced model',
      { model: 'sweagent-capi:gpt-5.4' },
      { model: 'gpt-5.4' },
    ],
    ['a model with two colons', { model: 'a:b:c' }, { model: 'b:c' }],
    ['a plain model', { model: 'gpt-5.4' }, { model: 'gpt-5.4' }],
    ['the blank model of a CLI session', { model: '' }, { model: undefined }],
    [
      'usage as amount',
      { usage: { type: 'ai_credits', amount: 403451775000 } },
      { usage: { aiCreditsNano: '403451775000' } },
    ],
    [
      'usage as credits',
      { usage: { credits: 403451775000, type: 'ai_credits' } },
      { usage: { aiCreditsNano: '403451775000' } },
    ],
    [
      'premium requests',
      { usage: { type: 'premium_requests', amount: 1.5 } },
      { usage: { premiumRequests: 1.5 } },
    ],
    [
      'usage of the future',
      { usage: { type: 'gold', amount: 1 } },
      { usage: undefined },
    ],
    [
      'usage below nothing',
      { usage: { type: 'ai_credits', amount: -1 } },
      { usage: undefined },
    ],
    ['usage of null', { usage: null }, { usage: undefined }],
    ['an error object', { error: { message: 'No' } }, { error: 'No' }],
    ['an error text', { error: 'No' }, { error: 'No' }],
    ['an error of null', { error: null }, { error: undefined }],
    ['an odd error', { error: 7 }, { error: undefined }],
    ['an error with NUL', { error: 'N\0o' }, { error: 'No' }],
    ['another', { error: { message: 'N\0o' } }, { error: 'No' }],
    ['a blank branch', { head_ref: '' }, { headRef: undefined }],
    ['the prompt as it is', { prompt: ' x\n' }, { prompt: ' x\n' }],
  ])('reads %s', (_name, fields, expected) => {
    expect(pickFields(session(fields), expected)).toEqual(expected);
  });

  it('has a session once that GitHub names twice', () => {
    const sessions = [
      { id: 'a', state: 'in_progress' },
      { id: 'b', state: 'queued' },
      { id: 'a', state: 'completed' },
    ];
    const answer = taskAnswerSchema.parse({ id: 'x', sessions });
    expect(
      readTaskDetail(answer, receivedAt).sessions.map(({ id, state }) => [
        id,
        state,
      ]),
    ).toEqual([
      ['a', 'completed'],
      ['b', 'queued'],
    ]);
  });
});

describe('lists', () => {
  it.each<[string, unknown, string[]]>([
    ['the envelope', { tasks: [{ id: 'a' }], total_active_count: 1 }, ['a']],
    ['nothing', {}, []],
    ['null', { tasks: null }, []],
    ['a bare array', [{ id: 'a' }, { id: 'b' }], ['a', 'b']],
    ['odd entries', { tasks: [7, null, {}, { id: 'a' }] }, ['a']],
  ])('read %s', (_name, body, ids) => {
    const { tasks } = taskListAnswerSchema.parse(body);
    expect(tasks.map(({ id }) => id)).toEqual(ids);
  });

  it('refuse what is no list', () => {
    expect(taskListAnswerSchema.safeParse('Unicorn!').success).toBe(false);
    expect(taskListAnswerSchema.safeParse(undefined).success).toBe(false);
  });
});
