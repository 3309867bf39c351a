//! Who made a change: the device, and which life of its vault.

use automerge::ActorId;

use crate::ids::DeviceId;

/// The Automerge actor of a device: the 16 bytes of its id and a 4-byte generation, the highest byte first.
///
/// The generation is rotated when a vault is restored or copied, so that no two changes ever share an actor and a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub device: DeviceId,
    pub generation: u32,
}

const LENGTH: usize = 20;
/// What Automerge puts before an actor (with a LEB128 number) when edits branch off from an older state of the document.
const BRANCH_MARK: [u8; 4] = [0x13, 0xb2, 0x23, 0x09];
/// A LEB128 number of 64 bits takes at most 10 bytes.
const BRANCH_LENGTH: usize = BRANCH_MARK.len() + 10;

impl Actor {
    #[must_use]
    pub fn id(self) -> ActorId {
        let mut bytes = self.device.0.to_vec();
        bytes.extend_from_slice(&self.generation.to_be_bytes());
        ActorId::from(bytes)
    }

    /// The device that an actor belongs to; none where it is not of the form that devices use.
    #[must_use]
    pub fn device_of(actor: &ActorId) -> Option<DeviceId> {
        let bytes = actor.to_bytes();
        let split = bytes.len().checked_sub(LENGTH)?;
        let (branch, own) = bytes.split_at(split);
        let branch_is_automerges = branch.is_empty()
            || (branch.starts_with(&BRANCH_MARK) && branch.len() > BRANCH_MARK.len() && branch.len() <= BRANCH_LENGTH);
        branch_is_automerges.then_some(())?;
        DeviceId::from_slice(&own[..16]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_tells_its_device() {
        let device = DeviceId([9; 16]);
        let actor = Actor { device, generation: 3 }.id();
        assert_eq!(Actor::device_of(&actor), Some(device));
        assert_eq!(Actor::device_of(&ActorId::from(vec![1; 16])), None);
        assert_eq!(Actor::device_of(&ActorId::from(vec![1; 24])), None);
    }
}
