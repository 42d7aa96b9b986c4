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

import { Octokit } from '@octokit/core';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { version } from '../../../package.json';
import { exchange, NoAnswerError } from '../../github/exchange';
import { triageNoAnswer } from '../../github/triage';

const USER_AGENT = `backstage-plugin-agent-tasks-backend/${version}`;

const silence = () => {};
const silentLog = {
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
};

/** What Octokit's OAuth methods take as `request`. */
export type OAuthRequest = Octokit['request'];

/** GitHub said no, in OAuth's way (status 200 with an `error`) or in HTTP's. */
export class OAuthRefusal extends Error {
  constructor(
    /** OAuth's word, such as `bad_verification_code`; absent where GitHub gave none. */
    readonly code: string | undefined,
    readonly status: number,
  ) {
    super(`GitHub refused: ${code ?? `status ${status}`}`);
    this.name = 'OAuthRefusal';
  }
}

/**
 * Sends what Octokit's OAuth methods ask for, once and within the time-out.
 *
 * Their errors hold the client secret, codes and tokens, so none gets out: what
 * is thrown is an {@link OAuthRefusal}, or the {@link AgentTasksError} that tells
 * why there is no answer (`isUnsent`: GitHub has certainly not seen the request).
 */
export async function callOAuth<T>(
  options: {
    apiBaseUrl: string;
    /** Where `/login/oauth` is; Octokit knows it of github.com and Enterprise Server only. */
    oauthBaseUrl: string;
    requestTimeoutMs: number;
    /** Added to the body; Octokit's methods do not know PKCE. */
    codeVerifier?: string;
  },
  call: (request: OAuthRequest) => Promise<T>,
): Promise<T> {
  let failure: NoAnswerError | undefined;
  const octokit = new Octokit({
    baseUrl: options.apiBaseUrl,
    userAgent: USER_AGENT,
    log: silentLog,
    request: {
      fetch: async (url: string, init: Parameters<typeof exchange>[1]) => {
        try {
          const answer = await exchange(url, init, options.requestTimeoutMs);
          const isEmpty = [204, 205, 304].includes(answer.status);
          return new Response(isEmpty ? undefined : answer.body, {
            status: answer.status,
            headers: answer.headers,
          });
        } catch (error) {
          failure = error as NoAnswerError;
          throw error;
        }
      },
    },
  });
  octokit.hook.before('request', request => {
    if (!request.url.startsWith('/login/oauth')) return;
    request.baseUrl = options.oauthBaseUrl;
    if (options.codeVerifier) request.code_verifier = options.codeVerifier;
  });
  octokit.hook.after('request', response => {
    // Octokit's methods reckon with it and fail without.
    response.headers.date ??= new Date().toUTCString();
  });
  try {
    return await call(octokit.request);
  } catch (error) {
    if (failure) {
      throw Object.assign(triageNoAnswer(failure), {
        isUnsent: failure.reason === 'unsent',
      });
    }
    throw toRefusal(error);
  }
}

/** Whether GitHub has certainly not seen the request. */
export function isUnsent(error: unknown): boolean {
  return (error as { isUnsent?: boolean } | undefined)?.isUnsent === true;
}

function toRefusal(error: unknown): Error {
  const { status, response } = error as {
    status?: unknown;
    response?: { status?: unknown; data?: { error?: unknown } };
  };
  const code = response?.data?.error;
  // Of an OAuth error Octokit makes a 400; GitHub answered 200.
  if (typeof code === 'string')
    return new OAuthRefusal(code.slice(0, 100), 200);
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new OAuthRefusal(undefined, status);
  }
  return new AgentTasksError(
    'github_unavailable',
    `GitHub answered with ${
      typeof status === 'number'
        ? `status ${status}`
        : 'something that could not be read'
    }. Try again in a few minutes; www.githubstatus.com tells whether GitHub has a problem.`,
  );
}
