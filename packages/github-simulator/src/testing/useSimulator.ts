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

import type { RequestBody, ResponseBody } from '../rest/openapi';
import type { SimulatorOptions } from '../options';
import { RunningSimulator, startSimulator } from '../startSimulator';
import type { SimulatorLogin } from '../state/wellKnown';

/** What a test sends besides the path. */
export type TestRequest = {
  /** Whose (fresh) token to send; default `ada-nwosu`. `null`: none. */
  as?: SimulatorLogin | null;
  /** A certain token instead. */
  token?: string;
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a string. */
  body?: unknown;
};

/** An answer that has been read. */
export type TestAnswer = {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; undefined when it is not JSON. */
  json: any;
};

/**
 * One simulator per test file, frozen in time unless told otherwise, and a way
 * to talk to it from outside. Each test begins without faults.
 */
export function useSimulator(options: SimulatorOptions = {}) {
  let running: RunningSimulator;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    running = await startSimulator({ frozen: true, ...options });
  });
  afterEach(() => running.control.clearFaults());
  afterAll(() => running.stop());

  const tokenOf = async (login: SimulatorLogin) => {
    const known = tokens.get(login);
    if (known) return known;
    const { token } = await running.control.createToken({ login });
    tokens.set(login, token);
    return token;
  };

  const request = async (
    path: string,
    {
      as = 'ada-nwosu',
      token,
      method = 'GET',
      headers,
      body,
    }: TestRequest = {},
  ): Promise<TestAnswer> => {
    const credential = token ?? (as === null ? undefined : await tokenOf(as));
    const response = await fetch(new URL(path, running.url), {
      method,
      redirect: 'manual',
      headers: {
        ...(credential && { Authorization: `Bearer ${credential}` }),
        ...headers,
      },
      body:
        body === undefined || typeof body === 'string'
          ? body
          : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: parsed(text),
    };
  };

  const api = (path: string, options_?: TestRequest) =>
    request(`/api/v3${path}`, options_);

  return {
    get url() {
      return running.url;
    },
    get control() {
      return running.control;
    },
    request,
    api,
    /** Starts a task and returns the body of the 201. */
    async start(
      prompt: string,
      details: Omit<
        RequestBody<'agent-tasks/create-task-in-repo'>,
        'prompt'
      > = {},
      { repository = 'acme/services', as = 'ada-nwosu' as SimulatorLogin } = {},
    ): Promise<ResponseBody<'agent-tasks/create-task-in-repo', 201>> {
      const answer = await api(`/agents/repos/${repository}/tasks`, {
        as,
        method: 'POST',
        body: { prompt, ...details },
      });
      if (answer.status !== 201) {
        throw new Error(`${answer.status}: ${answer.text}`);
      }
      return answer.json;
    },
    /** The detail of a task in `acme/services`. */
    async detail(id: string, repository = 'acme/services') {
      return (await api(`/agents/repos/${repository}/tasks/${id}`)).json;
    },
    async graphql(
      query: string,
      variables: Record<string, unknown> = {},
      options_: TestRequest = {},
    ) {
      return request('/api/graphql', {
        ...options_,
        method: 'POST',
        body: { query, variables },
      });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
