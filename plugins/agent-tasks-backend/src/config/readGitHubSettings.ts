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
import { readGithubIntegrationConfigs } from '@backstage/integration';
import { configError } from './configError';
import { readDuration } from './readDuration';
import type { Settings } from './types';

const DEFAULT_HOST = 'github.com';
/** The newest version of GitHub's REST API that this plugin was checked against. */
const DEFAULT_API_VERSION = '2026-03-10';
const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;

/** Reads `agentTasks.github`, and of `integrations.github` the entry it names. */
export function readGitHubSettings(config: Config): Settings['github'] {
  const host =
    config.getOptionalString('agentTasks.github.host') ?? DEFAULT_HOST;
  const apiBaseUrl = readApiBaseUrl(config, host);
  const apiVersion =
    config.getOptionalString('agentTasks.github.apiVersion') ??
    DEFAULT_API_VERSION;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(apiVersion)) {
    throw configError(
      'agentTasks.github.apiVersion',
      `is '${apiVersion}': give the date of a version of GitHub's REST API, for example '${DEFAULT_API_VERSION}'.`,
    );
  }
  return {
    host,
    apiBaseUrl,
    graphqlUrl: graphqlUrlOf(apiBaseUrl),
    apiVersion,
    requestTimeoutMs: readDuration(
      config,
      'agentTasks.github.requestTimeout',
      DEFAULT_REQUEST_TIMEOUT_MS,
    ),
  };
}

function readApiBaseUrl(config: Config, host: string): string {
  const integrations = readGithubIntegrationConfigs(
    config.getOptionalConfigArray('integrations.github') ?? [],
  );
  const integration = integrations.find(entry => entry.host === host);
  if (!integration) {
    const hosts = integrations.map(entry => entry.host).join(', ');
    throw configError(
      'agentTasks.github.host',
      `is '${host}', but integrations.github has no entry with that host (it has: ${hosts}). Add one with host and apiBaseUrl; a port belongs to the host, for example localhost:8080.`,
    );
  }
  const { apiBaseUrl } = integration;
  if (!apiBaseUrl) {
    throw configError(
      'integrations.github',
      `has an entry for '${host}' without apiBaseUrl: give the base URL of its REST API, for example https://${host}/api/v3.`,
    );
  }
  const url = URL.canParse(apiBaseUrl) ? new URL(apiBaseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw configError(
      'integrations.github',
      `has an entry for '${host}' whose apiBaseUrl is not the base URL of an API: give one such as https://${host}/api/v3.`,
    );
  }
  if (url.username || url.password) {
    throw configError(
      'integrations.github',
      `has an entry for '${host}' whose apiBaseUrl holds a user name or password. Remove them: every call uses the token of the user who makes it.`,
    );
  }
  return apiBaseUrl;
}

/** GitHub Enterprise Server keeps GraphQL beside `/api/v3`, all others below the base URL. */
function graphqlUrlOf(apiBaseUrl: string): string {
  return apiBaseUrl.endsWith('/api/v3')
    ? `${apiBaseUrl.slice(0, -'/v3'.length)}/graphql`
    : `${apiBaseUrl}/graphql`;
}
