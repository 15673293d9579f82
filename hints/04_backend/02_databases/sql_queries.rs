//! `waybill` stores its parcels in a database now: SQLite, with the crate SQLx. Somebody wrote the values into the
//! SQL with `format!`, and SQLx refuses such queries. The tests know a customer whose name shows the reason.
//!
//! Task: fix the four queries, so that each value is bound and is no part of the SQL.
//! Read: <https://docs.rs/sqlx/0.9/sqlx/fn.query.html#dynamic-input-use-query-parameters-prevents-sql-injection>

use sqlx::SqlitePool;

#[derive(Debug, PartialEq)]
pub struct Parcel {
    pub code: String,
    pub recipient: String,
    pub weight_grams: u32,
}

/// Adds a parcel. Returns an error if there is already a parcel with this code.
pub async fn register(pool: &SqlitePool, parcel: &Parcel) -> Result<(), sqlx::Error> {
    // There is one `?` for each value, and one `bind` for each `?`, in the same order. The database parses the SQL
    // first and gets the values later, so a value can't become SQL, and it needs no quotes.
    sqlx::query("INSERT INTO parcels (code, recipient, weight_grams) VALUES (?, ?, ?)")
        .bind(&parcel.code)
        .bind(&parcel.recipient)
        .bind(parcel.weight_grams)
        .execute(pool)
        .await?;
    Ok(())
}

/// Returns the parcel with this code, or `None`.
pub async fn find(pool: &SqlitePool, code: &str) -> Result<Option<Parcel>, sqlx::Error> {
    // A row can be a tuple. It can also be a struct with the trait `FromRow`, and SQLx's feature `derive` can
    // derive this trait.
    let row: Option<(String, String, u32)> =
        sqlx::query_as("SELECT code, recipient, weight_grams FROM parcels WHERE code = ?")
            .bind(code)
            .fetch_optional(pool)
            .await?;
    Ok(row.map(|(code, recipient, weight_grams)| Parcel {
        code,
        recipient,
        weight_grams,
    }))
}

/// Changes the recipient of a parcel. Returns `false` if there is no parcel with this code.
pub async fn readdress(
    pool: &SqlitePool,
    code: &str,
    recipient: &str,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("UPDATE parcels SET recipient = ? WHERE code = ?")
        .bind(recipient)
        .bind(code)
        .execute(pool)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes a parcel. Returns `false` if there is no parcel with this code.
pub async fn delete(pool: &SqlitePool, code: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("DELETE FROM parcels WHERE code = ?")
        .bind(code)
        .execute(pool)
        .await?;
    Ok(done.rows_affected() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};
    use std::{
        env, fs,
        path::PathBuf,
        process,
        sync::atomic::{AtomicU32, Ordering},
    };

    // You need not read the helpers above the first test.

    /// A folder for one test. It is removed when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("sql_queries-{}-{count}", process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir(&path).expect("a new folder in the temporary folder");
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// A new database with three parcels in it.
    async fn database() -> (SqlitePool, Folder) {
        let folder = Folder::new();
        let options = SqliteConnectOptions::new()
            .filename(folder.0.join("parcels.db"))
            .create_if_missing(true)
            .synchronous(SqliteSynchronous::Off);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        sqlx::raw_sql(
            "CREATE TABLE parcels (
                 code         TEXT    NOT NULL PRIMARY KEY,
                 recipient    TEXT    NOT NULL,
                 weight_grams INTEGER NOT NULL
             );
             INSERT INTO parcels VALUES
                 ('PX-1001', 'Ada Okafor', 2500),
                 ('PX-1002', 'Emil Lind', 740),
                 ('PX-1003', 'Noor Haddad', 0);",
        )
        .execute(&pool)
        .await
        .unwrap();
        (pool, folder)
    }

    /// Returns all parcels of the database, each as "code recipient grams".
    async fn everything(pool: &SqlitePool) -> Vec<String> {
        let rows: Vec<(String,)> = sqlx::query_as(
            "SELECT code || ' ' || recipient || ' ' || weight_grams FROM parcels ORDER BY code",
        )
        .fetch_all(pool)
        .await
        .expect("the table should still be there");
        rows.into_iter().map(|(row,)| row).collect()
    }

    fn parcel(code: &str, recipient: &str, weight_grams: u32) -> Parcel {
        Parcel {
            code: code.to_owned(),
            recipient: recipient.to_owned(),
            weight_grams,
        }
    }

    #[tokio::test]
    async fn registers_and_finds_a_parcel() {
        let (pool, _folder) = database().await;
        let new = parcel("PX-2000", "Clara Weiss", u32::MAX);
        register(&pool, &new).await.unwrap();
        assert_eq!(find(&pool, "PX-2000").await.unwrap(), Some(new));
    }

    #[tokio::test]
    async fn finds_no_parcel_with_an_unknown_code() {
        let (pool, _folder) = database().await;
        assert_eq!(find(&pool, "PX-9999").await.unwrap(), None);
        assert_eq!(find(&pool, "").await.unwrap(), None);
    }

    #[tokio::test]
    async fn registers_a_code_only_once() {
        let (pool, _folder) = database().await;
        let before = everything(&pool).await;
        let twin = parcel("PX-1001", "Somebody Else", 1);
        assert!(register(&pool, &twin).await.is_err());
        assert_eq!(everything(&pool).await, before);
    }

    #[tokio::test]
    async fn stores_every_name_unchanged() {
        let (pool, _folder) = database().await;
        let names = [
            "Zoë O'Neill",
            "\"Ship's Cook\" ''; --",
            "a line\nand another",
            "a broken scanner\0 sent this",
            "",
        ];
        for (n, name) in names.iter().enumerate() {
            let new = parcel(&format!("N-{n}"), name, 10);
            register(&pool, &new).await.unwrap();
            assert_eq!(find(&pool, &new.code).await.unwrap(), Some(new));

            assert!(readdress(&pool, "PX-1002", name).await.unwrap());
            let readdressed = find(&pool, "PX-1002").await.unwrap();
            assert_eq!(readdressed, Some(parcel("PX-1002", name, 740)));
        }
    }

    #[tokio::test]
    async fn readdresses_one_parcel_and_no_other() {
        let (pool, _folder) = database().await;
        assert!(readdress(&pool, "PX-1002", "Ines Lind").await.unwrap());
        assert!(!readdress(&pool, "PX-9999", "Nobody").await.unwrap());
        assert_eq!(
            everything(&pool).await,
            [
                "PX-1001 Ada Okafor 2500",
                "PX-1002 Ines Lind 740",
                "PX-1003 Noor Haddad 0",
            ]
        );
    }

    #[tokio::test]
    async fn deletes_one_parcel_and_no_other() {
        let (pool, _folder) = database().await;
        assert!(delete(&pool, "PX-1002").await.unwrap());
        assert!(!delete(&pool, "PX-1002").await.unwrap());
        assert_eq!(
            everything(&pool).await,
            ["PX-1001 Ada Okafor 2500", "PX-1003 Noor Haddad 0"]
        );
    }

    #[tokio::test]
    async fn a_code_is_never_read_as_sql() {
        let (pool, _folder) = database().await;
        let before = everything(&pool).await;
        for code in [
            "nothing' OR 'a' = 'a",
            "PX-1002' --",
            "'; DELETE FROM parcels; --",
            "'; DROP TABLE parcels; --",
            "PX-100_",
            "%",
        ] {
            assert_eq!(find(&pool, code).await.unwrap(), None);
            assert!(!readdress(&pool, code, "Mallory").await.unwrap());
            assert!(!delete(&pool, code).await.unwrap());
            assert_eq!(everything(&pool).await, before);
        }
    }
}
