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

import { MARK, PRIVATE_MARK, type FuzzCaller } from './callers';
import type { FuzzRequest } from './requests';
import type { FuzzAnswer } from './Wire';

/** Any token of GitHub, whoever made it. */
const ANY_TOKEN = /gh[oprsu]_[A-Za-z0-9]{8}|github_pat_/;

/**
 * What an answer lets out or does wrong, in words; empty where all is well.
 *
 * @param secrets - keys, client secrets and tokens that do not look like tokens
 */
export function judge(
  request: FuzzRequest,
  answer: FuzzAnswer,
  options: { caller: FuzzCaller; secrets: string[] },
): string[] {
  const { status, text } = answer;
  const { caller, secrets } = options;
  const everything = JSON.stringify([answer.headers, text]);
  const wrong = findSecrets(everything, secrets);
  if (status >= 500) wrong.push(`answers ${status}`);
  const othersPrivate = new RegExp(`${PRIVATE_MARK}(?!${caller.name})`);
  if (!caller.seesPrivate && othersPrivate.test(everything)) {
    wrong.push('shows words of others about a private repository');
  }
  const isProxy = request.path.startsWith('/github');
  if (!isProxy && !caller.may.length && /words-of-(?!outsider)/.test(text)) {
    wrong.push('shows words of others to somebody who may see nothing');
  }
  if (answer.headers['x-injected']) wrong.push('takes a header from a value');
  if (status >= 400 && request.method !== 'HEAD' && isOfAnApi(request.path)) {
    wrong.push(...judgeError(answer, isProxy));
  }
  return wrong;
}

/** What must stand nowhere: not in answers, logs, signals, notifications or the audit trail. */
export function findSecrets(text: string, secrets: string[]): string[] {
  return [
    ...(ANY_TOKEN.test(text) ? ['holds a token'] : []),
    ...secrets
      .filter(secret => text.includes(secret))
      .map(secret => `holds the secret ${secret.slice(0, 6)}…`),
  ];
}

/** Words of prompts, beside {@link findSecrets}, for what everybody might read. */
export function findWords(text: string): string[] {
  return text.includes(MARK) ? ['holds words of a prompt'] : [];
}

function isOfAnApi(path: string): boolean {
  return /^\/(?:v1|github)(?:\/|\?|$)/.test(path);
}

/** Backstage's shape below /v1, GitHub's below /github. */
function judgeError({ status, text }: FuzzAnswer, isProxy: boolean): string[] {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return ['is an error that is no JSON'];
  }
  // Whoever is nobody is refused by Backstage itself, on all paths.
  const isGitHubs = isProxy && !(status === 401 && body?.error);
  const message = isGitHubs ? body?.message : body?.error?.message;
  if (typeof message !== 'string' || message === '') {
    return ['is an error without a message'];
  }
  return isGitHubs || body.response?.statusCode === status
    ? []
    : ['is an error that does not name its status'];
}
