//! `serve`: the hub on a socket, until the system says stop.

use anyhow::{Result, bail};
use satchel_hub::Hub;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::{arguments::Serve, commands::say};

pub(crate) async fn serve(hub: &Hub, options: &Serve) -> Result<()> {
    let Serve { listen, behind_proxy } = options;
    if !listen.ip().is_loopback() && !behind_proxy {
        bail!(
            "{listen} can be reached from other machines, and the hub itself speaks no TLS: put a proxy with TLS before it \
             and say --behind-proxy, or listen on 127.0.0.1"
        );
    }
    let filter = EnvFilter::try_from_env("SATCHEL_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| anyhow::anyhow!("{listen}: {error}"))?;
    say(format_args!("listening on http://{}", listener.local_addr()?))?;
    hub.serve(listener, stopped()).await?;
    Ok(())
}

/// Waits for Ctrl+C, or for the system's polite request.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let terminated = async {
            match signal(SignalKind::terminate()) {
                Ok(mut signal) => {
                    signal.recv().await;
                }
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            () = interrupted => {}
            () = terminated => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
