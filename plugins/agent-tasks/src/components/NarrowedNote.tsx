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
import type { NarrowedList } from '../presentation/narrowedList';
import { agentTasksTranslationRef } from '../translation';
import { Requester } from './Requester';

/** Says what the address narrows the list to, and leads back to all of it. */
export function NarrowedNote(props: { to: NarrowedList; all?: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { to, all } = props;
  const { repository, requestedBy } = to;
  if (!repository && !requestedBy) return null;
  return (
    <span>
      {repository && t('narrowed.repository', { repository })}
      {requestedBy &&
        t('narrowed.requestedBy', {
          name: <Requester entityRef={requestedBy} />,
        })}{' '}
      {all && (
        <Link component={RouterLink} to={all} underline="hover">
          {t('narrowed.showAll')}
        </Link>
      )}
    </span>
  );
}
