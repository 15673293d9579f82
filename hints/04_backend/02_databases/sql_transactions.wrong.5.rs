// Wrong: the SQL is right, but the pool chooses a connection for each statement. In
// `needs_only_one_connection_and_returns_it` there is only one, and nobody ends its first transaction.
// Rejected by: tests::needs_only_one_connection_and_returns_it
//! Checkpoint: queries, errors and transactions. A van brings a parcel from one depot to another. When
//! `hand_over` fails in the middle, its first statements have already changed the database. Then the numbers are
//! wrong, and each morning somebody counts the parcels by hand.
//!
//! Task: change `hand_over`, so that its four statements are one transaction.
//! Read: <https://docs.rs/sqlx/0.9/sqlx/struct.Transaction.html#method.commit>

use sqlx::SqlitePool;

/// The reason why a parcel was not handed over.
#[derive(Debug)]
pub enum Refused {
    /// The parcel is not in the depot `from`.
    NotHere,
    /// The depot `to` is full, or it does not exist.
    NoRoom,
    /// The database returned an error.
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// Moves the parcel `code` from one depot to another, and adds a row to the log.
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

    // You need not read the helpers above the first test.

    /// A folder for one test. It is removed when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("sql_transactions-{}-{count}", process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir(&path).expect("a new folder in the temporary folder");
            Self(path)
        }

        /// Returns the number of commits to the database. SQLite stores it in bytes 24 to 27 of the file.
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

    /// A new database with three depots: Leeds has room, York is full, and Hull is empty. A statement that waits
    /// for a connection or for a lock fails after one or two seconds.
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

    /// Returns the rows of all three tables, each as a sentence.
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
        // A rule of the table `log` refuses codes of more than 8 characters.
        let refused = hand_over(&pool, "PX-2-RETURNED", "Leeds", "Hull").await;
        assert!(matches!(refused, Err(Refused::Database(_))), "{refused:?}");
        assert_eq!(everything(&pool).await, before);
    }

    #[tokio::test]
    async fn one_hand_over_is_one_commit() {
        let (pool, folder) = database(4).await;
        let before = folder.commits();
        hand_over(&pool, "PX-1", "Leeds", "Hull").await.unwrap();
        let commits = folder.commits() - before;
        assert_eq!(commits, 1, "a hand-over should be committed once");
    }

    #[tokio::test]
    async fn needs_only_one_connection_and_returns_it() {
        let (pool, _folder) = database(1).await;
        let refused = hand_over(&pool, "PX-1", "Leeds", "York").await;
        assert!(matches!(refused, Err(Refused::NoRoom)), "{refused:?}");
        hand_over(&pool, "PX-1", "Leeds", "Hull").await.unwrap();
        hand_over(&pool, "PX-1", "Hull", "Leeds").await.unwrap();
    }
}
