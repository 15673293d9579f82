// Wrong: the SQL is right, but the pool gives each statement any connection; and where there is
// one only, as in `needs_one_connection_only_and_gives_it_back`, nobody ends what was refused.
// Rejected by: tests::needs_one_connection_only_and_gives_it_back
//! A van brings a parcel from one depot to another. On good days this works; but whenever a
//! hand-over is refused half-way, the depots have one parcel less between them, and each morning
//! somebody goes and counts. Make a hand-over happen as a whole, or not at all.
//!
//! In SQLx: <https://docs.rs/sqlx/0.9/sqlx/struct.Transaction.html>
//! When a value goes out of scope: <https://doc.rust-lang.org/book/ch15-03-drop.html>

use sqlx::SqlitePool;

/// Why a hand-over did not happen.
#[derive(Debug)]
pub enum Refused {
    /// The parcel is not at the depot that would give it away.
    NotHere,
    /// The other depot has no room left, or does not exist.
    NoRoom,
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// Moves a parcel from one depot to another, and writes it down in the log.
pub async fn hand_over(pool: &SqlitePool, code: &str, from: &str, to: &str) -> Result<(), Refused> {
    sqlx::query("BEGIN").execute(pool).await?;

    sqlx::query("UPDATE depots SET stored = stored - 1 WHERE name = ?")
        .bind(from)
        .execute(pool)
        .await?;

    let moved = sqlx::query("UPDATE parcels SET depot = ? WHERE code = ? AND depot = ?")
        .bind(to)
        .bind(code)
        .bind(from)
        .execute(pool)
        .await?;
    if moved.rows_affected() == 0 {
        return Err(Refused::NotHere);
    }

    let stored =
        sqlx::query("UPDATE depots SET stored = stored + 1 WHERE name = ? AND stored < room")
            .bind(to)
            .execute(pool)
            .await?;
    if stored.rows_affected() == 0 {
        return Err(Refused::NoRoom);
    }

    sqlx::query("INSERT INTO log (code, from_depot, to_depot) VALUES (?, ?, ?)")
        .bind(code)
        .bind(from)
        .bind(to)
        .execute(pool)
        .await?;

    sqlx::query("COMMIT").execute(pool).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
    };
    use std::{
        env, fs,
        path::PathBuf,
        process,
        sync::atomic::{AtomicU32, Ordering},
        time::Duration,
    };

    /// A folder of its own for one test; it goes when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("sql_transactions-{}-{count}", process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir(&path).expect("a new folder among the temporary files");
            Self(path)
        }

        /// How often something was committed to the database: SQLite counts it in bytes 24 to 27
        /// of the file.
        fn commits(&self) -> u32 {
            let file = fs::read(self.0.join("depots.db")).unwrap();
            u32::from_be_bytes(file[24..28].try_into().unwrap())
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// A new database with three depots: Leeds has room left, York is full, Hull is empty. Who has
    /// to wait for another connection, or for what another does, gives up after a second or two.
    async fn database(connections: u32) -> (SqlitePool, Folder) {
        let folder = Folder::new();
        let options = SqliteConnectOptions::new()
            .filename(folder.0.join("depots.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Delete)
            .synchronous(SqliteSynchronous::Off)
            .busy_timeout(Duration::from_secs(1));
        let pool = SqlitePoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(2))
            .connect_with(options)
            .await
            .unwrap();
        sqlx::raw_sql(
            "CREATE TABLE depots (
                 name   TEXT    NOT NULL PRIMARY KEY,
                 room   INTEGER NOT NULL,
                 stored INTEGER NOT NULL
             );
             CREATE TABLE parcels (
                 code  TEXT NOT NULL PRIMARY KEY,
                 depot TEXT NOT NULL
             );
             CREATE TABLE log (
                 code       TEXT NOT NULL CHECK (length(code) <= 8),
                 from_depot TEXT NOT NULL,
                 to_depot   TEXT NOT NULL
             );
             INSERT INTO depots VALUES
                 ('Leeds', 9, 2), ('York', 1, 1), ('Hull', 5, 0);
             INSERT INTO parcels VALUES
                 ('PX-1', 'Leeds'), ('PX-2-RETURNED', 'Leeds'), ('PX-3', 'York');",
        )
        .execute(&pool)
        .await
        .unwrap();
        (pool, folder)
    }

    /// What the depots say they store, where the parcels are, and what is in the log.
    async fn everything(pool: &SqlitePool) -> Vec<String> {
        let rows: Vec<(String,)> = sqlx::query_as(
            "SELECT name || ' stores ' || stored FROM depots
             UNION ALL SELECT code || ' is in ' || depot FROM parcels
             UNION ALL SELECT code || ' went from ' || from_depot || ' to ' || to_depot FROM log
             ORDER BY 1",
        )
        .fetch_all(pool)
        .await
        .unwrap();
        rows.into_iter().map(|(row,)| row).collect()
    }

    #[tokio::test]
    async fn moves_a_parcel() {
        let (pool, _folder) = database(4).await;
        hand_over(&pool, "PX-1", "Leeds", "Hull").await.unwrap();
        assert_eq!(
            everything(&pool).await,
            [
                "Hull stores 1",
                "Leeds stores 1",
                "PX-1 is in Hull",
                "PX-1 went from Leeds to Hull",
                "PX-2-RETURNED is in Leeds",
                "PX-3 is in York",
                "York stores 1",
            ]
        );
    }

    #[tokio::test]
    async fn a_depot_without_room_changes_nothing() {
        let (pool, _folder) = database(4).await;
        let before = everything(&pool).await;
        for depot in ["York", "Atlantis"] {
            let refused = hand_over(&pool, "PX-1", "Leeds", depot).await;
            assert!(matches!(refused, Err(Refused::NoRoom)), "{refused:?}");
            assert_eq!(everything(&pool).await, before);
        }
    }

    #[tokio::test]
    async fn a_parcel_that_is_elsewhere_changes_nothing() {
        let (pool, _folder) = database(4).await;
        let before = everything(&pool).await;
        for code in ["PX-3", "PX-9"] {
            let refused = hand_over(&pool, code, "Leeds", "Hull").await;
            assert!(matches!(refused, Err(Refused::NotHere)), "{refused:?}");
            assert_eq!(everything(&pool).await, before);
        }
    }

    #[tokio::test]
    async fn an_error_of_the_database_changes_nothing() {
        let (pool, _folder) = database(4).await;
        let before = everything(&pool).await;
        // The log takes codes of up to eight characters only.
        let refused = hand_over(&pool, "PX-2-RETURNED", "Leeds", "Hull").await;
        assert!(matches!(refused, Err(Refused::Database(_))), "{refused:?}");
        assert_eq!(everything(&pool).await, before);
    }

    #[tokio::test]
    async fn is_written_in_one_go() {
        let (pool, folder) = database(4).await;
        let before = folder.commits();
        hand_over(&pool, "PX-1", "Leeds", "Hull").await.unwrap();
        let commits = folder.commits() - before;
        assert_eq!(commits, 1, "a hand-over should be committed once");
    }

    #[tokio::test]
    async fn needs_one_connection_only_and_gives_it_back() {
        let (pool, _folder) = database(1).await;
        let refused = hand_over(&pool, "PX-1", "Leeds", "York").await;
        assert!(matches!(refused, Err(Refused::NoRoom)), "{refused:?}");
        hand_over(&pool, "PX-1", "Leeds", "Hull").await.unwrap();
        hand_over(&pool, "PX-1", "Hull", "Leeds").await.unwrap();
    }
}
