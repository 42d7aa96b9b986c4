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

/** `agentTasks` of app-config, read and validated once at start. */
export interface Settings {
  github: {
    /** The host of an entry of `integrations.github`, with its port if it has one. */
    host: string;
    /** Base URL of the REST API, without a slash at the end. */
    apiBaseUrl: string;
    /** URL of the GraphQL API. */
    graphqlUrl: string;
    /** `X-GitHub-Api-Version` of every call that the portal makes for itself. */
    apiVersion: string;
    requestTimeoutMs: number;
  };
  tracking: {
    intervalMs: number;
    slowIntervalMs: number;
  };
  credentials: {
    /** First encrypts, all decrypt; empty: tokens live in memory only. */
    encryptionKeys: string[];
    /** Whether a user may change to another account on GitHub. */
    identityChange: 'allow' | 'forbid';
    /** The GitHub App or OAuth app by which users connect the portal; absent: grants are not offered. */
    grant?: GrantSettings;
  };
}

/** `agentTasks.credentials.grant`. */
export interface GrantSettings {
  clientId: string;
  clientSecret: string;
  /** The page of the portal to which GitHub sends the browser back. */
  callbackUrl: string;
}
