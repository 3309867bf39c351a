//! Devices that have asked before: who asks again need not be looked up.
//!
//! Of a device nothing changes but its counter, its key, its member's role and whether it is revoked, and all are looked at by the
//! transaction that takes its request up, also where another process of the hub changed them. So what is kept here may be old, and
//! lets nobody in: a device whose request is not taken up is forgotten.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use satchel_shared::ids::DeviceId;

use crate::store::Device;

/// At most as many as are enrolled.
#[derive(Debug, Default)]
pub(crate) struct Senders(RwLock<HashMap<DeviceId, Arc<Device>>>);

impl Senders {
    pub(super) fn get(&self, id: DeviceId) -> Option<Arc<Device>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&id).cloned()
    }

    pub(super) fn learn(&self, devices: impl IntoIterator<Item = Arc<Device>>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.extend(devices.into_iter().map(|device| (device.id, device)));
    }

    pub(super) fn forget(&self, id: DeviceId) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.remove(&id);
    }
}
