//! `serve`: the hub on a socket, until the system says stop.

use std::io::IsTerminal;

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
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| anyhow::anyhow!("{listen}: {error}"))?;
    hub.stand_by().await?;
    // Before anyone is told that the hub is there, so that whoever is can stop it.
    let stopped = stopped()?;
    say(format_args!("listening on http://{}", listener.local_addr()?))?;
    hub.serve(listener, stopped).await?;
    Ok(())
}

/// Listens for Ctrl+C and for the system's polite request, from now on; the future waits for one of them.
#[cfg(unix)]
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
