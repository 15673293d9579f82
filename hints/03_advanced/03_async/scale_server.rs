//! A scale in the network answers questions over TCP: a line with a number of parcels comes in, and a line with their
//! weight goes out. With one customer it works. A customer who connects and says nothing stops all others, and one who
//! sends rubbish stops the server.
//!
//! Task: change `run` so that each connection has a task of its own. An error of a connection is only counted.
//! Read: <https://docs.rs/tokio/1/tokio/net/struct.TcpListener.html#method.accept>

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The number of connections that ended with an error.
type Errors = Arc<AtomicU32>;

/// Answers the lines of one customer, until the customer closes the connection.
async fn serve(customer: TcpStream) -> io::Result<()> {
    let (reader, mut writer) = customer.into_split();
    let mut lines = BufReader::new(reader).lines();
    while let Some(line) = lines.next_line().await? {
        let parcels: u64 = line.trim().parse().map_err(io::Error::other)?;
        let answer = format!("{} g\n", parcels * 700);
        writer.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

/// Accepts customers, and serves all of them at the same time. It ends only when no customer can be accepted any more.
async fn run(listener: TcpListener, errors: Errors) -> io::Result<()> {
    loop {
        let (customer, _address) = listener.accept().await?;
        // The loop goes on to the next customer at once. The task owns its socket and an `Arc`. Nobody waits for the
        // task, so its error must be handled in it: a handle that is dropped shows nothing.
        let errors = Arc::clone(&errors);
        tokio::spawn(async move {
            if serve(customer).await.is_err() {
                errors.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;
    use std::time::Duration;
    use tokio::io::{Lines, ReadHalf, WriteHalf, split};
    use tokio::time::timeout;

    /// Only a server that does not answer needs as long as this. Then the test fails.
    const LIMIT: Duration = Duration::from_secs(4);

    struct Customer {
        lines: Lines<BufReader<ReadHalf<TcpStream>>>,
        writer: WriteHalf<TcpStream>,
    }

    impl Customer {
        async fn connect(server: SocketAddr) -> Customer {
            let (reader, writer) = split(TcpStream::connect(server).await.unwrap());
            let lines = BufReader::new(reader).lines();
            Customer { lines, writer }
        }

        /// Sends a line. Returns the next line of the server, or `None` if it has closed the connection.
        async fn ask(&mut self, line: &str) -> Option<String> {
            let line = format!("{line}\n");
            self.writer.write_all(line.as_bytes()).await.ok()?;
            let answer = timeout(LIMIT, self.lines.next_line()).await;
            answer.expect("the server does not answer").ok()?
        }
    }

    /// Starts a server at a free port. Returns its address, and the number of its errors.
    async fn start() -> (SocketAddr, Errors) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (server, errors) = (listener.local_addr().unwrap(), Errors::default());
        tokio::spawn(run(listener, Arc::clone(&errors)));
        (server, errors)
    }

    #[tokio::test]
    async fn a_customer_gets_an_answer_for_each_line() {
        let (server, _) = start().await;
        let mut customer = Customer::connect(server).await;
        for parcels in [0, 1, 2, 1_000_000] {
            let answer = customer.ask(&parcels.to_string()).await;
            assert_eq!(answer, Some(format!("{} g", parcels * 700)));
        }
    }

    #[tokio::test]
    async fn customers_are_served_one_after_the_other() {
        let (server, errors) = start().await;
        for parcels in 1..=3 {
            let mut customer = Customer::connect(server).await;
            let answer = customer.ask(&parcels.to_string()).await;
            assert_eq!(answer, Some(format!("{} g", parcels * 700)));
        }
        assert_eq!(errors.load(Ordering::SeqCst), 0);
    }

    #[tokio::test]
    async fn a_silent_customer_stops_nobody() {
        let (server, _) = start().await;
        let mut silent = Customer::connect(server).await;
        let mut second = Customer::connect(server).await;
        assert_eq!(second.ask("2").await.as_deref(), Some("1400 g"));
        assert_eq!(silent.ask("1").await.as_deref(), Some("700 g"));
        assert_eq!(second.ask("3").await.as_deref(), Some("2100 g"));
    }

    #[tokio::test]
    async fn rubbish_ends_one_connection_and_is_counted() {
        let (server, errors) = start().await;
        let mut good = Customer::connect(server).await;
        assert_eq!(good.ask("1").await.as_deref(), Some("700 g"));
        for number in 1..=3 {
            let mut bad = Customer::connect(server).await;
            assert_eq!(bad.ask("two parcels").await, None);
            // The connection was closed before the error is counted, so look until it is.
            let counted = async {
                while errors.load(Ordering::SeqCst) < number {
                    tokio::task::yield_now().await;
                }
            };
            let result = timeout(LIMIT, counted).await;
            result.expect("the error is not counted");
        }
        assert_eq!(good.ask("2").await.as_deref(), Some("1400 g"));
        assert_eq!(errors.load(Ordering::SeqCst), 3);
    }
}
