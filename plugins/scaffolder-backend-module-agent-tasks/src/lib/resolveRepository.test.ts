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

import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { resolveRepository } from './resolveRepository';

const options = {
  gitHubHost: 'localhost:3800',
  integrations: ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        github: [
          {
            host: 'localhost:3800',
            apiBaseUrl: 'http://localhost:3800/api/v3',
          },
        ],
      },
    }),
  ),
};

describe('resolveRepository', () => {
  it.each([
    [{ repository: 'acme/billing' }, 'acme/billing'],
    [{ repoUrl: 'localhost:3800?owner=acme&repo=billing' }, 'acme/billing'],
    [
      {
        repoUrl: 'localhost:3800?repo=billing&owner=acme',
        repository: '',
      },
      'acme/billing',
    ],
  ])('reads %j', (input, expected) => {
    expect(resolveRepository(input, options)).toBe(expected);
  });

  it.each([
    [{}, 'has no repository'],
    [{ repository: '', repoUrl: '' }, 'has no repository'],
    [
      {
        repository: 'acme/billing',
        repoUrl: 'localhost:3800?owner=acme&repo=billing',
      },
      'both repoUrl and repository',
    ],
    [
      { repoUrl: 'github.com?owner=acme&repo=billing' },
      'is on github.com, but agent tasks run on localhost:3800',
    ],
    [
      { repoUrl: 'gitlab.com?owner=acme&repo=billing' },
      'is on gitlab.com, but agent tasks run on localhost:3800',
    ],
    [
      { repoUrl: 'example.org?owner=acme&repo=billing' },
      'No matching integration configuration for host example.org',
    ],
    [{ repoUrl: 'localhost:3800?owner=acme' }, 'missing repo'],
    [{ repoUrl: 'not a url' }, 'Invalid repo URL'],
  ])('refuses %j', (input, message) => {
    expect(() => resolveRepository(input, options)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
