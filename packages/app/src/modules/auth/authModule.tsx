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

import { SignInPage } from '@backstage/core-components';
import { configApiRef, githubAuthApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { ScmAuth, scmAuthApiRef } from '@backstage/integration-react';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => props =>
      (
        <SignInPage
          {...props}
          providers={[
            {
              id: 'github-auth-provider',
              title: 'GitHub',
              message: 'Sign in with GitHub to start agent tasks as yourself',
              apiRef: githubAuthApiRef,
            },
            'guest',
          ]}
        />
      ),
  },
});

// Backstage's default knows github.com only. Here every configured GitHub host
// gets its credentials from the one GitHub sign-in, the simulated host included.
const scmAuth = ApiBlueprint.make({
  name: 'scm-auth',
  params: defineParams =>
    defineParams({
      api: scmAuthApiRef,
      deps: { config: configApiRef, github: githubAuthApiRef },
      factory: ({ config, github }) =>
        ScmAuth.merge(
          ...(config.getOptionalConfigArray('integrations.github') ?? []).map(
            integration =>
              ScmAuth.forGithub(github, {
                host: integration.getString('host'),
              }),
          ),
        ),
    }),
});

export const authModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, scmAuth],
});
