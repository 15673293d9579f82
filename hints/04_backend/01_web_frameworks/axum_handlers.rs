//! `waybill` goes online, and these are its first three routes. Axum finds the route of a request, calls the
//! handler of this route, and makes a response of the value that the handler returns. The compiler refuses two
//! of the three routes.
//!
//! Task: fix the handler `weight`, and the route for scans.
//! Read: <https://docs.rs/axum/0.8/axum/response/index.html#building-responses>

use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};
use tokio::net::TcpListener;

/// The parcels on their way: the tracking code and the weight in grams. The scale shows 0 for a letter.
const PARCELS: [(&str, u32); 4] = [
    ("PX-1001", 2_500),
    ("PX-1002", 31_000),
    ("LETTER-7", 0),
    ("KÖLN-3", 740),
];

/// Returns the weight of a parcel in grams, or `None` for an unknown code.
fn find(code: &str) -> Option<u32> {
    PARCELS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, grams)| *grams)
}

/// `GET /health`: tells the load balancer that the service is running.
async fn health() -> &'static str {
    "ok"
}

/// `GET /parcels/{code}/weight`: returns the weight of a parcel, in grams.
// `None` could mean "404", "an empty page" or a bug, so Axum makes no response of an `Option`. It makes one
// of a `Result` if both types in it can be a response: the value is sent, or the error is sent.
// `impl IntoResponse` would also work as the return type, but it tells the reader less.
async fn weight(Path(code): Path<String>) -> Result<String, StatusCode> {
    find(&code)
        .map(|grams| grams.to_string())
        .ok_or(StatusCode::NOT_FOUND)
}

/// `POST /parcels/{code}/scans`: a scanner at a depot reports that it saw a parcel.
async fn scan(Path(code): Path<String>) -> StatusCode {
    match find(&code) {
        Some(_) => StatusCode::ACCEPTED,
        None => StatusCode::NOT_FOUND,
    }
}

fn app() -> Router {
    // A route is a path and a `MethodRouter`. The `MethodRouter` says which handler to call for which method.
    // For every other method, Axum sends "405 Method Not Allowed" by itself.
    Router::new()
        .route("/health", get(health))
        .route("/parcels/{code}/weight", get(weight))
        .route("/parcels/{code}/scans", post(scan))
}

// `cargo run --bin axum_handlers` starts the service. Then open http://127.0.0.1:3000/health in your browser.
#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::timeout,
    };

    // You need not read `ask`. The tests begin below it.

    /// Starts the service on a free port, sends it one request over a socket, and returns the status and the
    /// body of the response.
    async fn ask(method: &str, path: &str) -> (u16, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, app()).await });

        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        let mut answer = String::new();
        timeout(Duration::from_secs(5), async {
            let mut socket = TcpStream::connect(address).await?;
            socket.write_all(request.as_bytes()).await?;
            socket.read_to_string(&mut answer).await
        })
        .await
        .expect("the service should answer within five seconds")
        .unwrap();
        server.abort();

        let (head, body) = answer.split_once("\r\n\r\n").expect("an HTTP response");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        (status.expect("a status line"), body.to_owned())
    }

    #[tokio::test]
    async fn is_healthy() {
        assert_eq!(ask("GET", "/health").await, (200, "ok".to_owned()));
    }

    #[tokio::test]
    async fn tells_the_weight_in_grams() {
        let first = ask("GET", "/parcels/PX-1001/weight").await;
        assert_eq!(first, (200, "2500".to_owned()));
        let second = ask("GET", "/parcels/PX-1002/weight").await;
        assert_eq!(second, (200, "31000".to_owned()));
    }

    #[tokio::test]
    async fn a_letter_of_0_grams_is_found() {
        let letter = ask("GET", "/parcels/LETTER-7/weight").await;
        assert_eq!(letter, (200, "0".to_owned()));
    }

    #[tokio::test]
    async fn a_code_may_have_an_umlaut() {
        let parcel = ask("GET", "/parcels/K%C3%96LN-3/weight").await;
        assert_eq!(parcel, (200, "740".to_owned()));
    }

    #[tokio::test]
    async fn an_unknown_code_is_not_found() {
        let (status, _) = ask("GET", "/parcels/PX-9999/weight").await;
        assert_eq!(status, 404);
    }

    #[tokio::test]
    async fn accepts_a_scan() {
        let (status, _) = ask("POST", "/parcels/PX-1001/scans").await;
        assert_eq!(status, 202);
    }

    #[tokio::test]
    async fn refuses_a_scan_of_an_unknown_code() {
        let (status, _) = ask("POST", "/parcels/PX-9999/scans").await;
        assert_eq!(status, 404);
    }

    #[tokio::test]
    async fn only_post_requests_reach_scan() {
        for method in ["GET", "PUT", "DELETE"] {
            let (status, _) = ask(method, "/parcels/PX-1001/scans").await;
            assert_eq!(
                status, 405,
                "{method} should get the status 405, Method Not Allowed"
            );
        }
    }
}
