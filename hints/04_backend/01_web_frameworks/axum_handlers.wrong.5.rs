// Wrong: both arms have to be one type, and text is what the compiler proposes; but then "404 Not
// Found" is what the answer says, and its status is 200 in `an_unknown_code_is_not_found`.
// Rejected by: tests::an_unknown_code_is_not_found
//! `waybill` goes online; these are its first addresses. Axum finds the route of a request, calls
//! its handler, and sends back what the handler returns. Two of these three routes are refused by
//! the compiler: mend them, so that the tests pass.
//!
//! Then `cargo run --bin axum_handlers` serves them on port 3000 for your browser.
//! Handlers are async functions: <https://doc.rust-lang.org/book/ch17-01-futures-and-syntax.html>

use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};
use tokio::net::TcpListener;

/// The parcels under way: tracking code and weight in grams. Letters are too light for the scales.
const PARCELS: [(&str, u32); 4] = [
    ("PX-1001", 2_500),
    ("PX-1002", 31_000),
    ("LETTER-7", 0),
    ("KÖLN-3", 740),
];

fn find(code: &str) -> Option<u32> {
    PARCELS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, grams)| *grams)
}

/// `GET /health`: for the load balancer.
async fn health() -> &'static str {
    "ok"
}

/// `GET /parcels/{code}/weight`: the weight in grams.
async fn weight(Path(code): Path<String>) -> String {
    match find(&code) {
        Some(grams) => grams.to_string(),
        None => StatusCode::NOT_FOUND.to_string(),
    }
}

/// `POST /parcels/{code}/scans`: a scanner at a depot has seen the parcel.
async fn scan(Path(code): Path<String>) -> StatusCode {
    match find(&code) {
        Some(_) => StatusCode::ACCEPTED,
        None => StatusCode::NOT_FOUND,
    }
}

fn app() -> Router {
    // A route is a path with a `MethodRouter`: what to call for which method. Where there is none
    // for a method, Axum answers "405 Method Not Allowed" by itself.
    Router::new()
        .route("/health", get(health))
        .route("/parcels/{code}/weight", get(weight))
        .route("/parcels/{code}/scans", post(scan))
}

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

    /// Starts the service on a free port, asks it once over a socket, and returns what it answered:
    /// the status and the body.
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

        let (head, body) = answer.split_once("\r\n\r\n").expect("an HTTP answer");
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
    async fn a_letter_weighs_nothing_and_is_still_found() {
        let letter = ask("GET", "/parcels/LETTER-7/weight").await;
        assert_eq!(letter, (200, "0".to_owned()));
    }

    #[tokio::test]
    async fn codes_may_have_any_letter() {
        let parcel = ask("GET", "/parcels/K%C3%96LN-3/weight").await;
        assert_eq!(parcel, (200, "740".to_owned()));
    }

    #[tokio::test]
    async fn an_unknown_code_is_not_found() {
        let (status, _) = ask("GET", "/parcels/PX-9999/weight").await;
        assert_eq!(status, 404);
    }

    #[tokio::test]
    async fn takes_a_scan() {
        let (status, _) = ask("POST", "/parcels/PX-1001/scans").await;
        assert_eq!(status, 202);
    }

    #[tokio::test]
    async fn refuses_a_scan_of_an_unknown_code() {
        let (status, _) = ask("POST", "/parcels/PX-9999/scans").await;
        assert_eq!(status, 404);
    }

    #[tokio::test]
    async fn looking_at_scans_is_not_a_scan() {
        for method in ["GET", "PUT", "DELETE"] {
            let (status, _) = ask(method, "/parcels/PX-1001/scans").await;
            assert_eq!(status, 405, "{method} should be a method not allowed");
        }
    }
}
