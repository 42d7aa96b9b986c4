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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { NotFoundError } from '@backstage/errors';
import { RequestError } from '@octokit/request-error';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { createErrorHandler, createProxyErrorHandler } from './errorHandler';

const octokitError = new RequestError('No', 401, {
  request: {
    method: 'GET',
    url: 'https://api.github.com/user',
    headers: { 'x-secret': 'gho_secret' },
  },
});

const appWith = (thrown: unknown, handler: express.ErrorRequestHandler) => {
  const app = express();
  app.use(express.json({ limit: 100 }));
  app.use(() => {
    throw thrown;
  });
  app.use(handler);
  // What Backstage's own handler would get.
  app.use(((error, _request, response, _next) => {
    response.status(599).json({ passedOn: String(error) });
  }) satisfies express.ErrorRequestHandler);
  return request(app);
};

const zodError = z
  .strictObject({ limit: z.number(), list: z.array(z.string()) })
  .safeParse({ limit: 'x', list: ['a', 1], more: 1 }).error;

describe('errors over HTTP', () => {
  it.each<[string, unknown, status: number, code: string]>([
    [
      'a refusal',
      new AgentTasksError('model_not_allowed', 'Choose another.'),
      403,
      'model_not_allowed',
    ],
    ['a schema', zodError, 400, 'validation_failed'],
    ['an error of Octokit', octokitError, 502, 'github_unavailable'],
  ])('%s, in both shapes', async (_name, thrown, status, code) => {
    const portal = await appWith(thrown, createErrorHandler()).get('/x');
    expect(portal.status).toBe(status);
    expect(portal.body).toMatchObject({
      error: { code, name: expect.any(String), message: expect.any(String) },
      response: { statusCode: status },
    });
    const proxy = await appWith(thrown, createProxyErrorHandler()).get('/x');
    expect(proxy.status).toBe(status);
    expect(proxy.body).toMatchObject({
      code,
      message: portal.body.error.message,
      documentation_url: expect.stringContaining('https://docs.github.com/'),
    });
    expect(portal.text + proxy.text).not.toContain('gho_secret');
  });

  it('names every issue by its path', async () => {
    const { body } = await appWith(zodError, createErrorHandler()).get('/x');
    expect(body.error.issues).toEqual([
      { path: 'limit', message: expect.any(String) },
      { path: 'list.1', message: expect.any(String) },
      { path: '', message: expect.stringContaining('more') },
    ]);
  });

  it.each<[string, string, object]>([
    ['bad JSON', '{"prompt": "secret words', {}],
    ['too large a body', JSON.stringify({ a: 'x'.repeat(200) }), {}],
    [
      'an unknown charset',
      '{}',
      { 'content-type': 'application/json; charset=x' },
    ],
    ['an unknown encoding', '{}', { 'content-encoding': 'x' }],
    ['what is no gzip', '{"secret words": 1}', { 'content-encoding': 'gzip' }],
  ])('%s is validation_failed', async (_name, body, headers) => {
    const answer = await appWith(undefined, createErrorHandler())
      .post('/x')
      .set({ 'content-type': 'application/json', ...headers })
      .send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('validation_failed');
    expect(answer.text).not.toContain('secret words');
  });

  it('says when to come back', async () => {
    const limited = new AgentTasksError('limit_reached', 'Wait.', {
      retryAfter: 6.2,
    });
    for (const handler of [createErrorHandler(), createProxyErrorHandler()]) {
      const answer = await appWith(limited, handler).get('/x');
      expect(answer.status).toBe(429);
      expect(answer.headers['retry-after']).toBe('7');
    }
  });

  it('says where to go', async () => {
    const sso = new AgentTasksError('sso_required', 'Go.', {
      url: 'https://x',
    });
    const portal = await appWith(sso, createErrorHandler()).get('/x');
    expect(portal.body.error.url).toBe('https://x');
    const proxy = await appWith(sso, createProxyErrorHandler()).get('/x');
    expect(proxy.body.url).toBe('https://x');
  });

  it('passes on what is not ours', async () => {
    for (const handler of [createErrorHandler(), createProxyErrorHandler()]) {
      const answer = await appWith(new NotFoundError('x'), handler).get('/x');
      expect(answer.body.passedOn).toContain('NotFoundError');
    }
  });
});
