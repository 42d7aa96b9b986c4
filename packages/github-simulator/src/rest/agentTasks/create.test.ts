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

import { useSimulator } from '../../testing/useSimulator';

const github = useSimulator();
const TASKS = '/agents/repos/acme/services/tasks';

const post = (body: unknown, path = TASKS) =>
  github.api(path, { method: 'POST', body });

describe('POST tasks', () => {
  it('1, 2, 17, 18, 19: answers 201 with almost nothing', async () => {
    const { status, json } = await post({ prompt: 'Add a line' });
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      url: `${github.url}/api/v3/agents/repos/acme/services/tasks/${json.id}`,
      html_url: `${github.url}/acme/services/tasks/${json.id}`,
      name: 'Add a line',
      creator: { id: 90210001 },
      creator_type: 'user',
      user_collaborators: [],
      owner: { id: 90210000 },
      repository: { id: 811200101 },
      state: 'queued',
      session_count: 0,
      artifacts: [],
      archived_at: null,
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      created_at: json.updated_at,
    });
  });

  it('3: two equal requests make two tasks', async () => {
    const [one, two] = await Promise.all([
      post({ prompt: 'Same' }),
      post({ prompt: 'Same' }),
    ]);
    expect(one.json.id).not.toBe(two.json.id);
  });

  it.each([
    [{}, 'missing_field'],
    [{ prompt: '' }, 'missing_field'],
    [{ prompt: '  ' }, 'missing_field'],
    [{ prompt: 7 }, 'invalid'],
    [{ prompt: 'a', create_pull_request: 'yes' }, 'invalid'],
    [{ prompt: 'a', base_ref: 1 }, 'invalid'],
    [{ prompt: 'a', base_ref: 'nowhere' }, 'custom'],
    [{ prompt: 'a', model: 'gpt-1' }, 'custom'],
    [{ prompt: 'a', custom_agent: 'nobody' }, 'custom'],
  ])('4, 7, 8, 9: refuses %j', async (body, code) => {
    const { status, json } = await post(body);
    expect(status).toBe(422);
    expect(json).toEqual({
      message: 'Validation Failed',
      documentation_url: expect.any(String),
      status: '422',
      errors: [{ code, message: expect.any(String) }],
    });
  });

  it('5: tells bad JSON from JSON that is no object', async () => {
    expect((await post('{')).json).toMatchObject({
      message: 'Problems parsing JSON',
      status: '400',
    });
    for (const body of ['[]', '"text"', '7', 'null']) {
      const { status, json } = await post(body);
      expect([status, json.message]).toEqual([
        400,
        'Body should be a JSON object',
      ]);
    }
  });

  it('6: ignores unknown keys', async () => {
    expect((await post({ prompt: 'a', event_type: 'x' })).status).toBe(201);
  });

  it('8: echoes a known custom agent', async () => {
    const { json } = await post({ prompt: 'a', custom_agent: 'scaffolder' });
    expect(json.custom_agent).toEqual({ id: 'scaffolder' });
  });

  it('9: refuses an empty repository', async () => {
    const { status, json } = await post(
      { prompt: 'a' },
      '/agents/repos/acme/empty/tasks',
    );
    expect([status, json.errors[0].code]).toEqual([422, 'unprocessable']);
  });

  it('44: does not mind case, but a trailing slash', async () => {
    const upper = await post(
      { prompt: 'a' },
      '/agents/repos/ACME/Services/tasks',
    );
    expect(upper.status).toBe(201);
    expect((await post({ prompt: 'a' }, `${TASKS}/`)).status).toBe(404);
    expect((await github.api('/agents/tasks/')).status).toBe(404);
  });

  it('33: a task cannot be changed, stopped or deleted', async () => {
    const { json } = await post({ prompt: 'a' });
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const answer = await github.api(`${TASKS}/${json.id}`, { method });
      expect(answer.status).toBe(405);
    }
  });

  it('1, 17, 19: switches bring other observed shapes', async () => {
    const before = await github.control.switches();
    await github.control.setSwitches({
      sessionCountOnCreate: 1,
      htmlUrlStyle: 'copilot-tasks',
      references: 'number',
    });
    const { json } = await post({ prompt: 'a' });
    await github.control.setSwitches(before);
    expect(json).toMatchObject({
      session_count: 1,
      html_url: `${github.url}/acme/services/copilot/tasks/${json.id}`,
      creator: 90210001,
      repository: 811200101,
    });
  });
});
