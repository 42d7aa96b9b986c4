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
import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { isEnabled } from '../../../data/admin/useChangeRule';
import { agentTasksTranslationRef } from '../../../translation';
import { useAdminLinks } from '../useAdminLinks';
import type { RuleTask } from './RuleDialogs';

/** What may be done about a rule of this page; one of app-config is read-only. */
export function RuleActions(props: {
  entry: PolicyRuleEntry;
  mayUpdate: boolean;
  onTask: (task: RuleTask) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { entry, mayUpdate, onTask } = props;
  const [anchor, setAnchor] = useState<HTMLElement>();
  const chosen = useRef<() => void>();
  const navigate = useNavigate();
  const links = useAdminLinks();
  const menuId = useId();
  if (entry.origin === 'config') return null;

  const choose = (action?: () => void) => {
    chosen.current = action;
    setAnchor(undefined);
  };
  const task = (kind: 'update' | 'enable' | 'disable' | 'delete') => () =>
    choose(() => onTask({ kind, entry }));
  const toggle = isEnabled(entry) ? 'disable' : 'enable';
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('admin.rules.actionsOf', { match: entry.rule.match })}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? menuId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
        sx={{ my: -0.5 }}
      >
        <MoreVertIcon fontSize="small" />
      </IconButton>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => choose()}
        // Only then has the focus returned to where a dialog shall return it to.
        TransitionProps={{
          onExited: () => {
            chosen.current?.();
            chosen.current = undefined;
          },
        }}
      >
        {mayUpdate && (
          <MenuItem onClick={task('update')}>{t('admin.rules.edit')}</MenuItem>
        )}
        {mayUpdate && (
          <MenuItem onClick={task(toggle)}>
            {t(`admin.rules.${toggle}`)}
          </MenuItem>
        )}
        <MenuItem
          onClick={() => choose(() => navigate(links.history(entry.id)))}
        >
          {t('admin.rules.history')}
        </MenuItem>
        {mayUpdate && (
          <MenuItem onClick={task('delete')}>
            {t('admin.rules.delete')}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
