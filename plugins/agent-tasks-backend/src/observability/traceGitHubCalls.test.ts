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

import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import { NoAnswerError } from '../github/exchange';
import { observeCallsWith } from './observeAll';
import { traceGitHubCalls } from './traceGitHubCalls';

describe('traceGitHubCalls', () => {
  const call = { method: 'GET', route: '/agents/tasks/{task_id}' };
  const answerOf = (status: number) => async () => ({
    status,
    headers: { 'x-oauth-scopes': 'repo' },
    body: '{"prompt":"secret"}',
  });

  it('opens a span of kind client around a call', async () => {
    const tracing = tracingServiceMock.mock();
    const answer = await traceGitHubCalls(tracing).observe(call, answerOf(200));
    expect(answer.status).toBe(200);
    expect(tracing.startActiveSpan).toHaveBeenCalledWith(
      'GET /agents/tasks/{task_id}',
      {
        kind: 'client',
        attributes: {
          'http.request.method': 'GET',
          'url.template': '/agents/tasks/{task_id}',
        },
      },
      expect.any(Function),
    );
    const [span] = tracing.spans;
    expect(span.setAttribute.mock.calls).toEqual([
      ['http.response.status_code', 200],
    ]);
    expect(span.setStatus).not.toHaveBeenCalled();
  });

  it('marks refusals as errors', async () => {
    const tracing = tracingServiceMock.mock();
    await traceGitHubCalls(tracing).observe(call, answerOf(403));
    const [span] = tracing.spans;
    expect(span.setAttribute).toHaveBeenCalledWith('error.type', '403');
    expect(span.setStatus).toHaveBeenCalledWith({ code: 'error' });
  });

  it('lets a lost answer through to the service', async () => {
    const tracing = tracingServiceMock.mock();
    const lost = async () => {
      throw new NoAnswerError('lost');
    };
    await expect(
      traceGitHubCalls(tracing).observe(call, lost),
    ).rejects.toMatchObject({ reason: 'lost' });
  });

  it('can be one of several observers', async () => {
    const order: string[] = [];
    const observer = (name: string) => ({
      async observe(_call: unknown, run: ReturnType<typeof answerOf>) {
        order.push(`${name} begins`);
        const answer = await run();
        order.push(`${name} ends`);
        return answer;
      },
    });
    const both = observeCallsWith(observer('outer'), observer('inner'));
    expect((await both.observe(call, answerOf(200))).status).toBe(200);
    expect(order).toEqual([
      'outer begins',
      'inner begins',
      'inner ends',
      'outer ends',
    ]);
  });
});
