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

import type {
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  TokenOffers,
  type CredentialStore,
  type IdentityBinding,
} from '../credentials';
import type { TokenOffersOptions } from '../credentials/TokenOffers';
import {
  createRequestContextResolver,
  type RequestContextResolver,
} from './requestContext';
import { withIdentityBinding } from './withIdentityBinding';
import { withTokenOffers } from './withTokenOffers';

/**
 * Who calls, and with which token for GitHub: the one that came along, which is
 * bound to its user and offered to be kept, else the one that is kept.
 */
export function createContextResolver(
  options: Omit<TokenOffersOptions, 'credentials'> & {
    httpAuth: HttpAuthService;
    userInfo: UserInfoService;
    credentials: CredentialStore;
    binding: IdentityBinding;
  },
): RequestContextResolver {
  const { credentials, binding, logger } = options;
  const resolveContext = createRequestContextResolver({
    ...options,
    getLeasedToken: user => credentials.findForUser(user),
  });
  return withTokenOffers(
    withIdentityBinding(resolveContext, binding, logger),
    TokenOffers.create(options),
  );
}
