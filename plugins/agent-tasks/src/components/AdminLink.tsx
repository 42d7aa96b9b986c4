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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { adminRouteRef } from '../routes';
import { agentTasksTranslationRef } from '../translation';
import { useAdminRights } from './admin/useAdminRights';
import { useOptionalRouteRef } from './useOptionalRouteRef';

/** Leads platform admins to their page; nobody else learns that there is one. */
export function AdminLink() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { mayRead, mayReadUsage } = useAdminRights();
  const admin = useOptionalRouteRef(adminRouteRef);
  if (!admin || !(mayRead || mayReadUsage)) return null;
  return (
    <Link
      component={RouterLink}
      to={admin()}
      underline="hover"
      sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}
    >
      {t('list.admin')}
    </Link>
  );
}
