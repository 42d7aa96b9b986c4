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

/** Paths that no call has, near those that calls have. */
export const STRAY_PATHS = [
  '/',
  '/v1',
  '/v1/',
  '//v1/tasks',
  '/v1/tasks/',
  '/v1/TASKS',
  '/v1/../github/agents/tasks',
  '/v1/%2e%2e/github/agents/tasks',
  '/v1/__proto__',
  '/v1/constructor/prototype',
  '/v1/policy/rules',
  '/v1/grant/unheard-of',
  '/v1/%ZZ',
  '/v1/tasks/%C0%AF',
  '/github',
  '/github/user',
  '/github/agents',
  '/github/agents/tasks/',
  '/github/agents/tasks/../../user',
  '/github/agents/tasks/%2e%2e%2f%2e%2e%2fuser',
  '/github/agents/repos/acme/services',
  '/github/agents/repos/acme/../tasks',
  '/github/agents/repos/acme%2fservices/x/tasks',
  '/github/repos/acme/services/contents/README.md',
  '/github/graphql',
  '/github/http://169.254.169.254/latest',
  '/.backstage/actions/v1/actions',
  '/.well-known/backstage/permissions/metadata',
  '/.well-known/backstage/permissions/apply-conditions',
];
