//! The sign to stop, as those who work on until then wait for it.

use tokio::sync::watch;

/// Resolves when the server is told to stop.
pub async fn told(stop: &mut watch::Receiver<bool>) {
    // An error means that the server is gone, which is as good as told.
    drop(stop.wait_for(|stop| *stop).await);
}
