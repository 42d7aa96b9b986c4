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

import type { Config } from '@backstage/config';
import { configError, refuseUnknownKeys } from './configError';
import type { Settings } from './types';

const CREDENTIALS = 'agentTasks.credentials';
const KEYS = `${CREDENTIALS}.encryptionKeys`;
const GRANT = `${CREDENTIALS}.grant`;

/** What 24 random bytes take in base64, and more than anybody makes up. */
const SHORTEST_KEY = 32;
/** Random text of that length has more than this many different characters. */
const FEWEST_CHARACTERS = 8;

/** The page of the portal's frontend to which GitHub sends a browser back. */
const CALLBACK_PATH = '/agent-tasks/connect';

/** Reads `agentTasks.credentials`. Without it tokens live in memory only. */
export function readCredentials(config: Config): Settings['credentials'] {
  const credentials = config.getOptionalConfig(CREDENTIALS);
  if (credentials) {
    refuseUnknownKeys(credentials, CREDENTIALS, [
      'encryptionKeys',
      'identityChange',
      'grant',
    ]);
  }
  const encryptionKeys = readEncryptionKeys(config);
  const grant = readGrant(config);
  if (grant && encryptionKeys.length === 0) {
    throw configError(
      GRANT,
      `needs ${KEYS}: grants are kept in the database, encrypted. Add a key, for example \${AGENT_TASKS_KEY} with the output of openssl rand -base64 32, or remove grant.`,
    );
  }
  return {
    encryptionKeys,
    identityChange: readIdentityChange(config),
    ...(grant && { grant }),
  };
}

function readEncryptionKeys(config: Config): string[] {
  const keys = config.getOptionalStringArray(KEYS);
  // What is left of a key whose environment variable is not set.
  if (keys?.length === 0) {
    throw configError(
      KEYS,
      'is empty. Set the environment variable that it names, for example to the output of openssl rand -base64 32, or remove it: then tokens live in memory only.',
    );
  }
  return (keys ?? []).map((value, index) => {
    const key = value.trim();
    if (key === '') {
      throw configError(
        `${KEYS}[${index}]`,
        'is blank: give a long random text, for example the output of openssl rand -base64 32 in an environment variable, or remove the entry.',
      );
    }
    if (key.length < SHORTEST_KEY || new Set(key).size < FEWEST_CHARACTERS) {
      throw configError(
        `${KEYS}[${index}]`,
        `can be guessed: a key is random text of at least ${SHORTEST_KEY} characters. Make one with openssl rand -base64 32.`,
      );
    }
    return key;
  });
}

function readIdentityChange(
  config: Config,
): Settings['credentials']['identityChange'] {
  const key = `${CREDENTIALS}.identityChange`;
  const value = config.getOptionalString(key) ?? 'allow';
  if (value !== 'allow' && value !== 'forbid') {
    throw configError(
      key,
      `is '${value}'. Give allow (a user may change to another account on GitHub and is told) or forbid (other accounts are refused).`,
    );
  }
  return value;
}

function readGrant(config: Config): Settings['credentials']['grant'] {
  const grant = config.getOptionalConfig(GRANT);
  if (!grant) return undefined;
  refuseUnknownKeys(grant, GRANT, ['clientId', 'clientSecret', 'callbackUrl']);
  const required = (name: string) => {
    const value = grant.getOptionalString(name)?.trim();
    if (value) return value;
    throw configError(
      `${GRANT}.${name}`,
      'is missing: give what GitHub shows in the settings of your GitHub App or OAuth app, or remove grant.',
    );
  };
  return {
    clientId: required('clientId'),
    clientSecret: required('clientSecret'),
    callbackUrl: readCallbackUrl(config),
  };
}

function readCallbackUrl(config: Config): string {
  const key = `${GRANT}.callbackUrl`;
  const given = config.getOptionalString(key);
  const baseUrl = config.getOptionalString('app.baseUrl');
  if (given === undefined && baseUrl === undefined) {
    throw configError(
      key,
      `is missing, and so is app.baseUrl, from which it would follow. Give the URL of the portal's page ${CALLBACK_PATH}.`,
    );
  }
  const url = given ?? `${baseUrl!.replace(/\/+$/, '')}${CALLBACK_PATH}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw configError(
      given === undefined ? 'app.baseUrl' : key,
      `is not a URL that a browser can be sent to. Give one such as https://portal.example.com${CALLBACK_PATH}.`,
    );
  }
  return url;
}
