// Wrong: binds the pattern, but `LIKE` reads % in what was typed as "anything"; `every_sign_in_a_name_stands_for_itself` finds everybody.
// Rejected by: tests::every_sign_in_a_name_stands_for_itself
//! The desks look for parcels: in some depots, of some weights, for people whose names they know
//! in part. Every wish may be left out, so there are more queries than anybody wants to write down;
//! the service puts each together when it is asked. The tests use a type `Search` and a function
//! `search` that do not exist yet. Design both. What people type must never become SQL.
//!
//! Building queries: <https://docs.rs/sqlx/0.9/sqlx/struct.QueryBuilder.html>
//! Default values: <https://doc.rust-lang.org/std/default/trait.Default.html>

use sqlx::{QueryBuilder, Sqlite, SqlitePool};

/// What somebody looks for.
#[derive(Default)]
pub struct Search {
    pub depots: Vec<String>,
    pub min_grams: Option<u32>,
    pub max_grams: Option<u32>,
    pub recipient: Option<String>,
}

/// The codes of the parcels that fit, in their order.
pub async fn search(pool: &SqlitePool, wanted: &Search) -> Result<Vec<String>, sqlx::Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT code FROM parcels WHERE TRUE");
    if !wanted.depots.is_empty() {
        query.push(" AND depot IN (");
        let mut list = query.separated(", ");
        for depot in &wanted.depots {
            list.push_bind(depot);
        }
        query.push(")");
    }
    if let Some(grams) = wanted.min_grams {
        query.push(" AND weight_grams >= ").push_bind(grams);
    }
    if let Some(grams) = wanted.max_grams {
        query.push(" AND weight_grams <= ").push_bind(grams);
    }
    if let Some(part) = &wanted.recipient {
        let pattern = format!("%{part}%");
        query.push(" AND recipient LIKE ").push_bind(pattern);
    }
    query.push(" ORDER BY code");
    query.build_query_scalar().fetch_all(pool).await
}

#[cfg(test)]
mod tests {
    use super::{Search, search};
    use sqlx::{
        SqlitePool,
        sqlite::{SqliteConnectOptions, SqliteSynchronous},
    };
    use std::{
        env, fs,
        path::PathBuf,
        process,
        sync::atomic::{AtomicU32, Ordering},
    };

    /// A folder of its own for one test; it goes when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("sql_search-{}-{count}", process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir(&path).expect("a new folder among the temporary files");
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// A new database with five parcels in three depots.
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
                 depot        TEXT    NOT NULL,
                 recipient    TEXT    NOT NULL,
                 weight_grams INTEGER NOT NULL
             );
             INSERT INTO parcels VALUES
                 ('PX-5', 'Leeds', 'Ada Okafor', 2500),
                 ('PX-1', 'Leeds', 'Emil Lind', 740),
                 ('PX-4', 'Hull', 'Zoë O''Neill', 0),
                 ('PX-2', 'York', 'Adam Lind', 740),
                 ('PX-3', 'Hull', '100% Wool Ltd', 31500);",
        )
        .execute(&pool)
        .await
        .unwrap();
        (pool, folder)
    }

    /// Looks for parcels in a new database and returns the codes that were found.
    async fn found(wanted: Search) -> Vec<String> {
        let (pool, _folder) = database().await;
        search(&pool, &wanted).await.unwrap()
    }

    #[tokio::test]
    async fn without_a_wish_it_finds_every_parcel_in_the_order_of_the_codes() {
        let all = found(Search::default()).await;
        assert_eq!(all, ["PX-1", "PX-2", "PX-3", "PX-4", "PX-5"]);
    }

    #[tokio::test]
    async fn finds_the_parcels_of_one_depot() {
        let wanted = Search {
            depots: vec!["Leeds".to_owned()],
            ..Search::default()
        };
        assert_eq!(found(wanted).await, ["PX-1", "PX-5"]);
    }

    #[tokio::test]
    async fn finds_the_parcels_of_several_depots() {
        let wanted = Search {
            depots: vec!["York".to_owned(), "Hull".to_owned()],
            ..Search::default()
        };
        assert_eq!(found(wanted).await, ["PX-2", "PX-3", "PX-4"]);
    }

    #[tokio::test]
    async fn finds_parcels_of_at_least_so_many_grams() {
        let wanted = Search {
            min_grams: Some(2_500),
            ..Search::default()
        };
        assert_eq!(found(wanted).await, ["PX-3", "PX-5"]);
    }

    #[tokio::test]
    async fn finds_parcels_of_at_most_so_many_grams() {
        let wanted = Search {
            max_grams: Some(740),
            ..Search::default()
        };
        assert_eq!(found(wanted).await, ["PX-1", "PX-2", "PX-4"]);
    }

    #[tokio::test]
    async fn a_wish_for_0_grams_is_a_wish() {
        let wanted = Search {
            max_grams: Some(0),
            ..Search::default()
        };
        assert_eq!(found(wanted).await, ["PX-4"]);
    }

    #[tokio::test]
    async fn finds_recipients_by_a_part_of_their_name() {
        let wanted = Search {
            recipient: Some("Lind".to_owned()),
            ..Search::default()
        };
        assert_eq!(found(wanted).await, ["PX-1", "PX-2"]);
    }

    #[tokio::test]
    async fn every_sign_in_a_name_stands_for_itself() {
        let names: [(&str, &[&str]); 5] = [
            ("O'N", &["PX-4"]),
            ("ë", &["PX-4"]),
            ("%", &["PX-3"]),
            ("_", &[]),
            ("\\", &[]),
        ];
        for (part, codes) in names {
            let wanted = Search {
                recipient: Some(part.to_owned()),
                ..Search::default()
            };
            assert_eq!(found(wanted).await, codes, "{part}");
        }
    }

    #[tokio::test]
    async fn all_wishes_hold_together() {
        let wanted = Search {
            depots: vec!["Leeds".to_owned(), "York".to_owned()],
            min_grams: Some(1),
            max_grams: Some(1_000),
            recipient: Some("Ada".to_owned()),
        };
        assert_eq!(found(wanted).await, ["PX-2"]);
    }

    #[tokio::test]
    async fn what_is_typed_is_never_read_as_sql() {
        let (pool, _folder) = database().await;
        for typed in ["Hull' OR '1'='1", "'); DROP TABLE parcels; --"] {
            let by_depot = Search {
                depots: vec![typed.to_owned()],
                ..Search::default()
            };
            let by_name = Search {
                recipient: Some(typed.to_owned()),
                ..Search::default()
            };
            for wanted in [by_depot, by_name] {
                let codes = search(&pool, &wanted).await.expect("a search is no error");
                assert!(codes.is_empty(), "{typed} found {codes:?}");
            }
        }
        assert_eq!(search(&pool, &Search::default()).await.unwrap().len(), 5);
    }
}
